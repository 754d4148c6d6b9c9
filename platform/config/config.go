// Package config reads what an installation is told: defaults, a file, the environment, flags, each overriding
// the one before, into one typed struct that the program declares.
//
// It guarantees that a misspelt key is an error and not a silent default, that every value has its type, and that
// a [Secret] never shows in output.
//
// It does not know what the values mean; the program validates them. Start with [Load].
package config

import (
	"fmt"
	"sort"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
)

const (
	tag       = "koanf"
	delimiter = "."
	masked    = "******"
)

// Secret is a value that must not be shown. It prints as asterisks in every way that Go prints.
type Secret string

// String hides the value.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the value from JSON, YAML and log handlers.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Reveal returns the value, for the one who needs it.
func (s Secret) Reveal() string { return string(s) }

// Sources say where values come from besides the defaults.
type Sources struct {
	// File is a YAML file; empty: none.
	File string
	// Env is the prefix of environment variables: with DAJIU_, DAJIU_HTTP__LISTEN sets http.listen. A double
	// underscore separates levels, since keys have single ones.
	Env string
	// Flags are values by full key.
	Flags map[string]any
}

// Load returns the defaults overridden by the sources. It reports a key that the struct does not have, with
// where it came from, and a value that does not fit its type.
func Load[T any](defaults T, from Sources) (T, error) {
	var none T
	k := koanf.New(delimiter)
	if err := k.Load(structs.Provider(defaults, tag), nil); err != nil {
		return none, fmt.Errorf("config: defaults: %w", err)
	}
	if from.File != "" {
		if err := k.Load(file.Provider(from.File), yaml.Parser()); err != nil {
			return none, fmt.Errorf("config: file %s: %w", from.File, err)
		}
	}
	if from.Env != "" {
		provider := env.Provider(delimiter, env.Opt{Prefix: from.Env, TransformFunc: func(key, value string) (string, any) {
			if key == from.Env+"CONFIG" { // names the file
				return "", nil
			}
			return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(key, from.Env)), "__", delimiter), value
		}})
		if err := k.Load(provider, nil); err != nil {
			return none, fmt.Errorf("config: environment: %w", err)
		}
	}
	if err := k.Load(confmap.Provider(from.Flags, delimiter), nil); err != nil {
		return none, fmt.Errorf("config: flags: %w", err)
	}
	return decode[T](k)
}

// decode gives values their types.
func decode[T any](k *koanf.Koanf) (T, error) {
	var none, out T
	err := k.UnmarshalWithConf("", &out, koanf.UnmarshalConf{Tag: tag, DecoderConfig: &mapstructure.DecoderConfig{
		TagName: tag, Result: &out, WeaklyTypedInput: true, ErrorUnused: true,
		DecodeHook: mapstructure.ComposeDecodeHookFunc(
			mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(",")),
	}})
	if err != nil {
		return none, fmt.Errorf("config: %w", err)
	}
	return out, nil
}

// Print returns the effective values as sorted key = value lines, secrets masked.
func Print[T any](cfg T) (string, error) {
	k := koanf.New(delimiter)
	if err := k.Load(structs.Provider(cfg, tag), nil); err != nil {
		return "", fmt.Errorf("config: print: %w", err)
	}
	all := k.All()
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, key := range keys {
		fmt.Fprintf(&b, "%s = %v\n", key, all[key])
	}
	return b.String(), nil
}
