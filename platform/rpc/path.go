package rpc

import (
	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// jsonPath writes a path in the names that JSON has for fields, which are the ones that clients send and read:
// items[0].skuId for items[0].sku_id. An element that is no field, such as a oneof, keeps its name.
func jsonPath(d protoreflect.MessageDescriptor, path *validate.FieldPath) string {
	named, ok := proto.Clone(path).(*validate.FieldPath)
	if !ok || path == nil {
		return ""
	}
	for _, element := range named.GetElements() {
		var field protoreflect.FieldDescriptor
		if d != nil {
			field = d.Fields().ByNumber(protoreflect.FieldNumber(element.GetFieldNumber()))
		}
		if field == nil {
			d = nil
			continue
		}
		element.SetFieldName(field.JSONName())
		d = field.Message()
		if field.IsMap() {
			d = field.MapValue().Message()
		}
	}
	return protovalidate.FieldPathString(named)
}
