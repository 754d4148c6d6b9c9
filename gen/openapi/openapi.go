// Package openapi carries the API's description, as it was generated beside this file.
package openapi

import _ "embed"

//go:embed dajiu.swagger.json
var document []byte

// JSON returns the OpenAPI 2 document. The caller must not change it.
func JSON() []byte { return document }
