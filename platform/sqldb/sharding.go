package sqldb

// Sharding says of each table of a store where its rows live when a distributed MySQL cuts the store into shards. It
// changes no statement: it is what statements are held to (testkit/shards), and what a router is told (VSchema).
type Sharding map[string]Table

// Table says how one table is cut. Either it has a Key, or it is Whole.
type Table struct {
	// Key is the column that says which shard a row is in; each INSERT has it. It is an id whose lowest eight bits are the
	// gene of the row's owner (see platform/id), so that tables whose keys carry the same owner's gene have that owner's rows
	// in one shard.
	Key string
	// Hashed: the key is no id but a text, and rows are spread by its hash.
	Hashed bool
	// Found are columns, each unique in the table, by which a row is found too, with their types: the router keeps a table of
	// its own for each.
	Found map[string]string
	// Same are columns that carry the owner's gene without being a way to the row: what is unique together with one of them is
	// unique among all shards.
	Same []string
	// Across are the conditions by which all shards are asked, and why that is right: a column's name, or "*" for statements
	// that name no column.
	Across map[string]string
	// Alone are indexes, by name, that are unique within each shard only, and why that is enough.
	Alone map[string]string
	// Whole is why the table is not cut: it is small, or its rows belong to nobody. It lies in one shard.
	Whole string
}

// Merge returns all the tables of several declarations.
func Merge(parts ...Sharding) Sharding {
	all := Sharding{}
	for _, part := range parts {
		for name, table := range part {
			all[name] = table
		}
	}
	return all
}

// OwnSharding says of this package's table that it is not cut.
func OwnSharding() Sharding {
	return Sharding{"sql_beats": {Whole: "a row for each process"}}
}
