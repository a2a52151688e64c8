package audit

import _ "embed"

//go:embed schemas/audit.schema.json
var schemaText []byte

// JSONSchema gives the JSON Schema of audit.json.
func JSONSchema() []byte { return append([]byte(nil), schemaText...) }
