package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ErrNoSchema says that Kubernetes itself does not define a kind: an operator of the cluster's does.
var ErrNoSchema = errors.New("not one of Kubernetes' own kinds")

// Schemas are the definitions of one version of Kubernetes, as its repository publishes them for OpenAPI v3.
type Schemas struct {
	dir      string
	compiler *jsonschema.Compiler
	// kinds are the names of the definitions by kind, for each file that was read.
	kinds map[string]map[string]string
}

// OpenSchemas reads the definitions from a folder of them: api/openapi-spec/v3 of Kubernetes' repository.
func OpenSchemas(dir string) (*Schemas, error) {
	if _, err := os.Stat(filepath.Join(dir, fileOf("v1"))); err != nil {
		return nil, fmt.Errorf("manifest: schemas: %w", err)
	}
	return &Schemas{dir: dir, compiler: jsonschema.NewCompiler(), kinds: map[string]map[string]string{}}, nil
}

// fileOf is the file that defines a group's version, such as apps/v1.
func fileOf(apiVersion string) string {
	if group, version, grouped := strings.Cut(apiVersion, "/"); grouped {
		return "apis__" + group + "__" + version + "_openapi.json"
	}
	return "api__" + apiVersion + "_openapi.json"
}

// Validate reports where an object is not what its kind's definition says. Fields that the definition does not have are errors,
// though a cluster would let them pass or drop them.
func (s *Schemas) Validate(o Object) error {
	version := text(o.Fields, "apiVersion")
	file := fileOf(version)
	if err := s.read(file); err != nil {
		return fmt.Errorf("%s: %s: %w", o, version, err)
	}
	definition, ok := s.kinds[file][o.Kind()]
	if !ok {
		return fmt.Errorf("%s: %s has no kind %s", o, version, o.Kind())
	}
	schema, err := s.compiler.Compile(file + "#/components/schemas/" + definition)
	if err != nil {
		return fmt.Errorf("%s: definition: %w", o, err)
	}
	raw, err := json.Marshal(o.Fields)
	if err != nil {
		return fmt.Errorf("%s: %w", o, err)
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		return fmt.Errorf("%s: %w", o, err)
	}
	if err := schema.Validate(instance); err != nil {
		return fmt.Errorf("%s: %w", o, err)
	}
	return nil
}

// read makes a file's definitions known, once.
func (s *Schemas) read(file string) error {
	if s.kinds[file] != nil {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(s.dir, file))
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNoSchema
	}
	if err != nil {
		return fmt.Errorf("definitions: %w", err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		return fmt.Errorf("definitions: %s: %w", file, err)
	}
	kinds := map[string]string{}
	for name, definition := range table(document, "components", "schemas") {
		seal(definition)
		for _, is := range list(definition, "x-kubernetes-group-version-kind") {
			if fileOf(strings.TrimPrefix(text(is, "group")+"/"+text(is, "version"), "/")) == file {
				kinds[text(is, "kind")] = name
			}
		}
	}
	if err := s.compiler.AddResource(file, document); err != nil {
		return fmt.Errorf("definitions: %s: %w", file, err)
	}
	s.kinds[file] = kinds
	return nil
}

// seal makes a definition refuse fields that it does not name.
func seal(definition any) {
	fields, ok := definition.(map[string]any)
	if !ok || fields["properties"] == nil || fields["additionalProperties"] != nil || fields["x-kubernetes-preserve-unknown-fields"] == true {
		return
	}
	fields["additionalProperties"] = false
}
