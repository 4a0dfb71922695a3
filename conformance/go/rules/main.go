// Command rules says what the API server says of rules of CustomResourceDefinitions: lines of JSON in, lines of JSON out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/checker"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	schemacel "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apimachinery/pkg/runtime"
	kjson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apimachinery/pkg/util/version"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/common"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/library"
)

type question struct {
	// One of "definition", "object", "cost".
	Asked string `json:"asked"`
	// A whole CustomResourceDefinition.
	Definition json.RawMessage `json:"definition"`
	// A schema, and the objects that it is for.
	Schema json.RawMessage `json:"schema"`
	Object json.RawMessage `json:"object"`
	Old    json.RawMessage `json:"old"`
	// An expression, for a version.
	Expression string `json:"expression"`
	Version    string `json:"version"`
}

type fault struct {
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

type answer struct {
	Problem string  `json:"problem,omitempty"`
	Faults  []fault `json:"faults"`
	Least   string  `json:"least,omitempty"`
	Most    string  `json:"most,omitempty"`
}

var scheme = runtime.NewScheme()

func main() {
	install.Install(scheme)
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	writer := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer writer.Flush()
	out := json.NewEncoder(writer)
	for decoder.More() {
		var asked question
		check(decoder.Decode(&asked))
		check(out.Encode(guarded(asked)))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func guarded(asked question) (given answer) {
	defer func() {
		if failed := recover(); failed != nil {
			given = answer{Problem: fmt.Sprint(failed)}
		}
	}()
	switch asked.Asked {
	case "definition":
		return definition(asked)
	case "object":
		return object(asked)
	}
	return cost(asked)
}

// What of a definition the API server refuses.
func definition(asked question) answer {
	var external v1.CustomResourceDefinition
	check(json.Unmarshal(asked.Definition, &external))
	scheme.Default(&external)
	var internal apiextensions.CustomResourceDefinition
	check(scheme.Convert(&external, &internal, nil))
	return answer{Faults: faultsOf(validation.ValidateCustomResourceDefinition(context.Background(), &internal))}
}

func faultsOf(errors field.ErrorList) []fault {
	faults := []fault{}
	for _, each := range errors {
		faults = append(faults, fault{Field: each.Field, Detail: each.Detail})
	}
	sort.SliceStable(faults, func(i, j int) bool {
		return faults[i].Field+" "+faults[i].Detail < faults[j].Field+" "+faults[j].Detail
	})
	return faults
}

func structural(raw json.RawMessage) *structuralschema.Structural {
	var external v1.JSONSchemaProps
	check(json.Unmarshal(raw, &external))
	var internal apiextensions.JSONSchemaProps
	check(v1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&external, &internal, nil))
	made, err := structuralschema.NewStructural(&internal)
	check(err)
	return made
}

func value(raw json.RawMessage, schema *structuralschema.Structural) any {
	var made any
	check(kjson.Unmarshal(raw, &made))
	defaulting.PruneNonNullableNullsWithoutDefaults(made, schema)
	defaulting.Default(made, schema)
	return made
}

// What rules say of an object, as it is created or takes the place of an old one.
func object(asked question) answer {
	schema := structural(asked.Schema)
	made := value(asked.Object, schema)
	var old any
	options := []schemacel.Option{}
	if len(asked.Old) > 0 {
		old = value(asked.Old, schema)
		correlated := common.NewCorrelatedObject(made, old, &model.Structural{Structural: schema})
		options = append(options, schemacel.WithRatcheting(correlated))
	}
	validator := schemacel.NewValidator(schema, true, celconfig.PerCallLimit)
	errors, _ := validator.Validate(context.Background(), nil, schema, made, old, celconfig.RuntimeCELCostBudget, options...)
	return answer{Faults: faultsOf(errors)}
}

// What an expression may cost: with a schema the most, as the API server asks it of a rule, else from the least to the most.
func cost(asked question) answer {
	set := environment.MustBaseEnvSet(version.MustParseGeneric(asked.Version))
	if len(asked.Schema) > 0 {
		schema := structural(asked.Schema)
		schema.XValidations = v1.ValidationRules{{Rule: asked.Expression}}
		results, err := schemacel.Compile(schema, model.SchemaDeclType(schema, true), celconfig.PerCallLimit, set, schemacel.NewExpressionsEnvLoader())
		check(err)
		if results[0].Error != nil && !strings.Contains(results[0].Error.Detail, "must evaluate to a bool") {
			return answer{Problem: results[0].Error.Detail}
		}
		return answer{Most: strconv.FormatUint(results[0].MaxCost, 10)}
	}
	env := environmentOf(asked.Version, set)
	ast, issues := env.Compile(asked.Expression)
	if issues.Err() != nil {
		return answer{Problem: "check"}
	}
	estimate, err := env.EstimateCost(ast, &library.CostEstimator{SizeEstimator: unknown{}})
	check(err)
	return answer{
		Least: strconv.FormatUint(estimate.Min, 10),
		Most:  strconv.FormatUint(estimate.Max, 10),
	}
}

var environments = map[string]*cel.Env{}

func environmentOf(name string, set *environment.EnvSet) *cel.Env {
	if known, ok := environments[name]; ok {
		return known
	}
	base, err := set.Env(environment.NewExpressions)
	check(err)
	options := []cel.EnvOption{}
	for variable, kind := range variables {
		options = append(options, cel.Variable(variable, kind))
	}
	made, err := base.Extend(options...)
	check(err)
	environments[name] = made
	return made
}

// Knows no size.
type unknown struct{}

func (unknown) EstimateSize(checker.AstNode) *checker.SizeEstimate { return nil }
func (unknown) EstimateCallCost(string, string, *checker.AstNode, []checker.AstNode) *checker.CallEstimate {
	return nil
}

// The variables of expressions without a schema, with their types.
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
