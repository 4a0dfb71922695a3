// Evaluates CEL expressions as the API server does: lines of JSON in, lines of JSON out.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	kjson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/version"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	apiservercel "k8s.io/apiserver/pkg/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/library"
)

type question struct {
	ID         int                        `json:"id"`
	Version    string                     `json:"version"`
	Expression string                     `json:"expression"`
	Bindings   map[string]json.RawMessage `json:"bindings"`
	Repeat     int                        `json:"repeat"`
}

type answer struct {
	ID      int     `json:"id"`
	Phase   string  `json:"phase"`
	Value   any     `json:"value,omitempty"`
	Message string  `json:"message,omitempty"`
	Cost    uint64  `json:"cost"`
	Nanos   float64 `json:"nanos,omitempty"`
	Compile float64 `json:"compile,omitempty"`
}

// The variables of every environment, with their types.
var variables = map[string]*cel.Type{
	"object":     cel.DynType,
	"i":          cel.IntType,
	"n":          cel.IntType,
	"s":          cel.StringType,
	"t":          cel.StringType,
	"b":          cel.BoolType,
	"d":          cel.DoubleType,
	"li":         cel.ListType(cel.IntType),
	"ls":         cel.ListType(cel.StringType),
	"ms":         cel.MapType(cel.StringType, cel.StringType),
	"authorizer": library.AuthorizerType,
}

// Decides by what it is asked, so that every answer is given: yes, no and an error.
type decider struct{}

func (decider) Authorize(_ context.Context, asked authorizer.Attributes) (authorizer.Decision, string, error) {
	parts := []string{asked.GetUser().GetName(), asked.GetVerb()}
	if asked.IsResourceRequest() {
		parts = append(parts, asked.GetAPIGroup(), asked.GetResource(), asked.GetSubresource(), asked.GetNamespace(), asked.GetName())
	} else {
		parts = append(parts, asked.GetPath())
	}
	text := strings.Join(parts, "|")
	sum := 0
	for _, each := range []byte(text) {
		sum += int(each)
	}
	switch sum % 3 {
	case 0:
		return authorizer.DecisionAllow, "yes: " + text, nil
	case 1:
		return authorizer.DecisionNoOpinion, "", nil
	}
	return authorizer.DecisionNoOpinion, "no", errors.New("failed: " + text)
}

var asking = library.NewAuthorizerVal(&user.DefaultInfo{Name: "ada", Groups: []string{"dev"}}, decider{})

var environments = map[string]*cel.Env{}

func environmentOf(name string) *cel.Env {
	if known, ok := environments[name]; ok {
		return known
	}
	options := []cel.EnvOption{}
	for variable, kind := range variables {
		options = append(options, cel.Variable(variable, kind))
	}
	set := environment.MustBaseEnvSet(version.MustParseGeneric(name))
	base, err := set.Env(environment.NewExpressions)
	if err != nil {
		panic(err)
	}
	made, err := base.Extend(options...)
	if err != nil {
		panic(err)
	}
	environments[name] = made
	return made
}

func main() {
	reader := bufio.NewReaderSize(os.Stdin, 1<<20)
	writer := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer writer.Flush()
	out := json.NewEncoder(writer)
	decoder := json.NewDecoder(reader)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			panic(err)
		}
		given := guarded(asked)
		given.ID = asked.ID
		if err := out.Encode(given); err != nil {
			panic(err)
		}
	}
}

// What the API server's own code fails on is an answer too.
func guarded(asked question) (given answer) {
	defer func() {
		if failed := recover(); failed != nil {
			given = answer{Phase: "panic", Message: fmt.Sprint(failed)}
		}
	}()
	return evaluate(asked)
}

func evaluate(asked question) answer {
	env := environmentOf(asked.Version)
	started := time.Now()
	parsed, issues := env.Parse(asked.Expression)
	if issues.Err() != nil {
		return answer{Phase: "parse", Message: issues.Err().Error()}
	}
	_ = parsed
	ast, issues := env.Compile(asked.Expression)
	if issues.Err() != nil {
		return answer{Phase: "check", Message: issues.Err().Error()}
	}
	compiled := float64(time.Since(started).Nanoseconds())
	program, err := env.Program(ast, cel.InterruptCheckFrequency(celconfig.CheckFrequency))
	if err != nil {
		return answer{Phase: "check", Message: "program: " + err.Error()}
	}
	bound := map[string]any{"authorizer": asking}
	for name, raw := range asked.Bindings {
		value, err := native(name, raw)
		if err != nil {
			panic(err)
		}
		bound[name] = value
	}
	result, details, err := program.Eval(bound)
	given := answer{Phase: "value", Compile: compiled}
	if details != nil && details.ActualCost() != nil {
		given.Cost = *details.ActualCost()
	}
	if err != nil {
		given.Phase = "evaluation"
		if strings.Contains(err.Error(), "actual cost limit exceeded") {
			given.Phase = "cost"
		}
		given.Message = err.Error()
		return given
	}
	given.Value = plain(result)
	if asked.Repeat > 0 {
		began := time.Now()
		for range asked.Repeat {
			_, _, _ = program.Eval(bound)
		}
		given.Nanos = float64(time.Since(began).Nanoseconds()) / float64(asked.Repeat)
	}
	return given
}

// A value as the API server has it after JSON, in the type that its variable has.
func native(name string, raw json.RawMessage) (any, error) {
	var value any
	if err := kjson.Unmarshal(raw, &value); err != nil {
		return nil, err
	}
	if whole, ok := value.(int64); ok && variables[name] == cel.DoubleType {
		return float64(whole), nil
	}
	return value, nil
}

// A value with its type, and entries of maps in order.
func plain(value ref.Val) any {
	switch given := value.(type) {
	case types.Bool:
		return map[string]any{"bool": bool(given)}
	case types.Int:
		return map[string]any{"int": strconv.FormatInt(int64(given), 10)}
	case types.Uint:
		return map[string]any{"uint": strconv.FormatUint(uint64(given), 10)}
	case types.Double:
		return map[string]any{"double": double(float64(given))}
	case types.String:
		return map[string]any{"string": string(given)}
	case types.Bytes:
		return map[string]any{"bytes": base64.StdEncoding.EncodeToString(given)}
	case types.Null:
		return map[string]any{"null": true}
	case types.Duration:
		return map[string]any{"duration": given.ConvertToType(types.StringType).(types.String)}
	case types.Timestamp:
		return map[string]any{"timestamp": given.Format(time.RFC3339Nano)}
	case *types.Type:
		return map[string]any{"type": given.TypeName()}
	case *types.Optional:
		if !given.HasValue() {
			return map[string]any{"optional": nil}
		}
		return map[string]any{"optional": plain(given.GetValue())}
	case traits.Lister:
		list := []any{}
		for it := given.Iterator(); it.HasNext() == types.True; {
			list = append(list, plain(it.Next()))
		}
		return map[string]any{"list": list}
	case traits.Mapper:
		return map[string]any{"map": entries(given)}
	}
	return opaque(value)
}

func entries(given traits.Mapper) []any {
	type entry struct{ key, pair string }
	found := []entry{}
	for it := given.Iterator(); it.HasNext() == types.True; {
		key := it.Next()
		name, _ := json.Marshal(plain(key))
		pair, _ := json.Marshal([]any{plain(key), plain(given.Get(key))})
		found = append(found, entry{string(name), string(pair)})
	}
	sort.Slice(found, func(i, j int) bool { return found[i].key < found[j].key })
	listed := []any{}
	for _, each := range found {
		listed = append(listed, json.RawMessage(each.pair))
	}
	return listed
}

func opaque(value ref.Val) any {
	switch given := value.(type) {
	case apiservercel.Quantity:
		return map[string]any{"quantity": decimal(given.Quantity.AsDec().String())}
	case *apiservercel.Quantity:
		return map[string]any{"quantity": decimal(given.Quantity.AsDec().String())}
	case apiservercel.IP:
		return map[string]any{"ip": given.Addr.String()}
	case apiservercel.CIDR:
		return map[string]any{"cidr": given.Prefix.String()}
	case apiservercel.Semver:
		return map[string]any{"semver": given.Version.String()}
	case apiservercel.URL:
		return map[string]any{"url": given.URL.String()}
	case apiservercel.Format:
		return map[string]any{"format": given.Name}
	}
	// What is only there to be asked: who may do what.
	name := value.Type().TypeName()
	return map[string]any{name: name}
}

func double(value float64) string {
	switch {
	case math.IsNaN(value):
		return "NaN"
	case math.IsInf(value, 1):
		return "Infinity"
	case math.IsInf(value, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(value, 'e', -1, 64)
}

// A decimal without zeros at its end.
func decimal(text string) string {
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
