// Command services keeps the engines of the tests running, for people who want the program on real ones: `make services`
// and `make services-stop`.
//
// It starts them by the tests' own code (platform/testkit): the same versions, ports and folders, beside whatever the machine
// runs already. It guarantees that stop ends what start began, save a server that tests still use.
//
// It installs nothing: tools/engines.sh does.
package main

import (
	"fmt"
	"io"
	"os"

	"dajiu/platform/testkit"
)

func main() {
	run := map[string]func(io.Writer, []testkit.Service) bool{"start": start, "stop": stop}
	if len(os.Args) != 2 || run[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: services start|stop")
		os.Exit(2)
	}
	if !run[os.Args[1]](os.Stdout, testkit.Services()) {
		os.Exit(1)
	}
}

// start starts all and prints what makes the program use them. It reports whether all run.
func start(w io.Writer, services []testkit.Service) bool {
	good, settings := true, ""
	for _, s := range services {
		if err := s.Start(); err != nil {
			fmt.Fprintf(w, "# %v\n", err)
			good = false
			continue
		}
		fmt.Fprintf(w, "# %s runs\n", s.Name)
		settings += s.Settings
	}
	fmt.Fprintf(w, "# for a file that `dajiu serve --config` reads; `make services-stop` ends them\n%s", settings)
	return good
}

// stop ends all and reports whether it could.
func stop(w io.Writer, services []testkit.Service) bool {
	good := true
	for _, s := range services {
		switch ended, err := s.Stop(); {
		case err != nil:
			fmt.Fprintf(w, "%v\n", err)
			good = false
		case ended:
			fmt.Fprintf(w, "%s does not run\n", s.Name)
		default:
			fmt.Fprintf(w, "%s is used by tests and ends with them\n", s.Name)
		}
	}
	return good
}
