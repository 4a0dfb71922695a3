// Reads paths, one a line, and prints for each file one line: a JSON list with an entry a document, as
// apimachinery's YAMLReader cuts them and sigs.k8s.io/yaml reads them.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type result struct {
	JSON  json.RawMessage `json:"json,omitempty"`
	Error string          `json:"error,omitempty"`
}

func read(path string) []result {
	content, err := os.ReadFile(path)
	if err != nil {
		return []result{{Error: err.Error()}}
	}
	// Our reader removes the mark when it decodes the bytes.
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	results := []result{}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return results
		}
		if err != nil {
			return append(results, result{Error: err.Error()})
		}
		results = append(results, convert(document))
	}
}

func convert(document []byte) (converted result) {
	defer func() {
		if problem := recover(); problem != nil {
			converted = result{Error: "panic"}
		}
	}()
	value, err := yaml.YAMLToJSON(document)
	if err != nil {
		return result{Error: err.Error()}
	}
	return result{JSON: value}
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(make([]byte, 1<<20), 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	for input.Scan() {
		if path := strings.TrimSpace(input.Text()); path != "" {
			if err := encoder.Encode(read(path)); err != nil {
				panic(err)
			}
		}
	}
}
