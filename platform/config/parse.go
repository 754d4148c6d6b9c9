package config

import (
	"fmt"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
)

// Parse returns the defaults overridden by a YAML text, as Load does by a file: a key that the struct does not have is an error,
// and so is a value that does not fit its type.
func Parse[T any](defaults T, text []byte) (T, error) {
	var none T
	k := koanf.New(delimiter)
	if err := k.Load(structs.Provider(defaults, tag), nil); err != nil {
		return none, fmt.Errorf("config: defaults: %w", err)
	}
	values, err := yaml.Parser().Unmarshal(text)
	if err != nil {
		return none, fmt.Errorf("config: %w", err)
	}
	if err := k.Load(confmap.Provider(values, ""), nil); err != nil {
		return none, fmt.Errorf("config: %w", err)
	}
	return decode[T](k)
}
