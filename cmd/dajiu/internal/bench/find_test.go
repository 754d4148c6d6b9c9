package bench

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestFieldsAreFoundWithoutDecoding(t *testing.T) {
	t.Parallel()
	const trade = ` { "tradeId" : "12", "orders":[ {"orderId":"34","lines":[{"name":"酒 \"state\": }"}], "state":"ORDER_STATE_CONFIRMED","n":-5.0e1} ,
		{"orderId":"99","state":"OTHER"}], "empty":[], "none":{}, "state":"outer", "last":true}`
	for _, row := range []struct {
		name  string
		doc   string
		path  []string
		want  string
		found bool
	}{
		{"a string at the top", trade, []string{"tradeId"}, "12", true},
		{"a field of the first element of a list", trade, []string{"orders", "orderId"}, "34", true},
		{"the right one of fields with the same name", trade, []string{"state"}, "outer", true},
		{"a name that also stands inside a text", trade, []string{"orders", "state"}, "ORDER_STATE_CONFIRMED", true},
		{"a number", trade, []string{"orders", "n"}, "-5.0e1", true},
		{"the last word", trade, []string{"last"}, "true", true},
		{"a text with escapes stays as written", trade, []string{"orders", "lines", "name"}, `酒 \"state\": }`, true},
		{"an object stays as written", trade, []string{"none"}, "{}", true},
		{"an empty list has no first element", trade, []string{"empty", "x"}, "", false},
		{"a field that is not there", trade, []string{"price"}, "", false},
		{"below what is not an object", trade, []string{"tradeId", "x"}, "", false},
		{"an empty text is found", `{"a":""}`, []string{"a"}, "", true},
		{"a text that ends with a backslash", `{"a":"x\\","b":"y"}`, []string{"b"}, "y", true},
		{"no document", ``, []string{"a"}, "", false},
		{"a document that breaks off in a text", `{"a":"x`, []string{"b"}, "", false},
		{"a document that breaks off after a name", `{"a"`, []string{"a"}, "", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, found := find([]byte(row.doc), row.path...)
			require.Equal(t, row.found, found)
			require.Equal(t, row.want, string(got))
		})
	}
}

func TestFindAgreesWithTheDecoder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		doc := map[string]any{
			"a": text.Draw(t, "a"), "b": []any{map[string]any{"c": text.Draw(t, "c"), "x": rapid.Float64().Draw(t, "x")}, 1, nil},
			text.Draw(t, "name") + "!": []any{text.Draw(t, "d"), map[string]any{"z": text.Draw(t, "z")}}, "z": rapid.Int64().Draw(t, "z number"),
		}
		encode := json.Marshal
		if rapid.Bool().Draw(t, "indent") {
			encode = func(v any) ([]byte, error) { return json.MarshalIndent(v, "", "\t") }
		}
		encoded, err := encode(doc)
		require.NoError(t, err)
		same := func(want any, path ...string) {
			got, found := find(encoded, path...)
			require.True(t, found, "%v in %s", path, encoded)
			text, err := json.Marshal(want)
			require.NoError(t, err)
			if _, quoted := want.(string); quoted {
				text = text[1 : len(text)-1]
			}
			require.Equal(t, string(text), string(got))
		}
		list, ok := doc["b"].([]any)
		require.True(t, ok)
		first, ok := list[0].(map[string]any)
		require.True(t, ok)
		same(doc["a"], "a")
		same(first["c"], "b", "c")
		same(first["x"], "b", "x")
		same(doc["z"], "z")
	})
}

func FuzzFind(f *testing.F) {
	f.Add([]byte(`{"a":[{"b":"c\\\""}],"d":1}`))
	f.Add([]byte(`[[[`))
	f.Add([]byte(`{"a":}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		for _, path := range [][]string{{"a"}, {"a", "b"}, {}} {
			value, found := find(doc, path...)
			if !found && value != nil && len(value) > 0 {
				t.Fatalf("found nothing, but returned %q", value)
			}
		}
	})
}
