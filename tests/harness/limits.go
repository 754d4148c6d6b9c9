package harness

// Unlimited are settings by which callers of every kind do as much as a test wants.
func Unlimited() map[string]string {
	set := map[string]string{}
	for _, who := range []string{"anonymous", "consumer", "staff"} {
		for _, class := range []string{"browse", "write", "login", "report"} {
			key := "gateway.limits." + who + "." + class
			set[key+".per_second"], set[key+".burst"] = "10000", "10000"
		}
	}
	return set
}
