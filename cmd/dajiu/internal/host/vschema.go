package host

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"dajiu/platform/app"
	"dajiu/platform/sqldb"
)

// Keyspace is a service's store as Vitess is told of it, in the form of its VSchema.
type Keyspace struct {
	Sharded  bool                     `json:"sharded"`
	Vindexes map[string]vindex        `json:"vindexes"`
	Tables   map[string]keyspaceTable `json:"tables"`
}

type vindex struct {
	Type   string            `json:"type"`
	Params map[string]string `json:"params,omitempty"`
	Owner  string            `json:"owner,omitempty"`
}

type keyspaceTable struct {
	Pinned  string         `json:"pinned,omitempty"`
	Columns []columnVindex `json:"column_vindexes,omitempty"`
}

type columnVindex struct {
	Column string `json:"column"`
	Name   string `json:"name"`
}

const (
	// byGene turns an id around, so that its lowest byte, the gene, says in which shard it is, as long as shards begin at
	// whole bytes.
	byGene = "gene"
	byHash = "hash"
	// firstShard is where tables lie that are not cut.
	firstShard = "00"
)

// VSchema returns how Vitess is to cut the stores of all services, a keyspace for each by name, and the statements that make
// its lookup tables there. It opens no store.
func VSchema(cfg Config) (keyspaces map[string]Keyspace, lookups map[string][]string, err error) {
	h := &Host{Config: cfg, Log: slog.New(slog.DiscardHandler), Third: &ThirdParties{}}
	services, err := h.services()
	if err != nil {
		return nil, nil, err
	}
	keyspaces, lookups = map[string]Keyspace{}, map[string][]string{}
	for _, s := range services {
		name := cfg.SQL.Prefix + s.Name
		keyspaces[name], lookups[name] = keyspaceOf(app.Tables(s.Sharding))
	}
	return keyspaces, lookups, nil
}

func keyspaceOf(tables sqldb.Sharding) (k Keyspace, lookups []string) {
	k = Keyspace{
		Sharded:  true,
		Vindexes: map[string]vindex{byGene: {Type: "reverse_bits"}, byHash: {Type: "xxhash"}},
		Tables:   map[string]keyspaceTable{},
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		table := tables[name]
		if table.Key == "" {
			k.Tables[name] = keyspaceTable{Pinned: firstShard}
			continue
		}
		columns := []columnVindex{{table.Key, primary(!table.Hashed)}}
		for _, column := range slices.Sorted(maps.Keys(table.Found)) {
			lookup, kind := "lookup_"+name+"_"+column, table.Found[column]
			columns = append(columns, columnVindex{column, lookup})
			k.Vindexes[lookup] = vindex{Type: "consistent_lookup_unique", Owner: name, Params: map[string]string{
				"table": lookup, "from": column, "to": "keyspace_id", "ignore_nulls": "true",
			}}
			k.Tables[lookup] = keyspaceTable{Columns: []columnVindex{{column, primary(kind == "BIGINT")}}}
			lookups = append(lookups, fmt.Sprintf("CREATE TABLE %s (%s %s NOT NULL PRIMARY KEY, keyspace_id VARBINARY(16) NOT NULL);", lookup, column, kind))
		}
		k.Tables[name] = keyspaceTable{Columns: columns}
	}
	return k, lookups
}

// primary names the vindex that says where a row is: an id's gene, so that what is one owner's lies together, or the hash of
// a text.
func primary(id bool) string {
	if id {
		return byGene
	}
	return byHash
}
