package store

// LevelsQuery is the statement that reads so many levels for orders.
func LevelsQuery(levels int) string { return "SELECT on_hand FROM stock " + levelsClause(levels) }
