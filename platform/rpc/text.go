package rpc

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// nulIn returns the path of a text in a message that holds the character NUL, as clients name fields; empty where none does.
// No database of ours stores it as text, and nobody types it.
func nulIn(m protoreflect.Message) (path string) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
			v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
				if strings.Contains(k.String(), "\x00") {
					path = f.JSONName()
				} else if inner, found := nulOf(f.MapValue(), v); found {
					path = f.JSONName() + "." + k.String() + inner
				}
				return path == ""
			})
		case f.IsList():
			for i := range v.List().Len() {
				if inner, found := nulOf(f, v.List().Get(i)); found {
					path = f.JSONName() + "[" + strconv.Itoa(i) + "]" + inner
				}
			}
		default:
			if inner, found := nulOf(f, v); found {
				path = f.JSONName() + inner
			}
		}
		return path == ""
	})
	return path
}

// nulOf looks at one value; inner is what follows the field's own name.
func nulOf(f protoreflect.FieldDescriptor, v protoreflect.Value) (inner string, found bool) {
	switch {
	case f.Kind() == protoreflect.StringKind:
		return "", strings.Contains(v.String(), "\x00")
	case f.Message() != nil:
		inner = nulIn(v.Message())
		return "." + inner, inner != ""
	}
	return "", false
}
