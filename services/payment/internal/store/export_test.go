package store

// The statements whose plans are asserted as they are sent.
const (
	AfterPosting = afterPosting
	SumsOf       = sumsOf
)
