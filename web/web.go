// Package web carries the front ends that the program serves, as they were built before it.
//
// It guarantees that the program builds without them: what was not built is told by a page that says how.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:embedded
var embedded embed.FS

// Miniapp returns the files of the mini-program's browser build: index.html and what it names, each also compressed as
// name.br and name.gz. Where it was not built, it is one page that says how to.
func Miniapp() fs.FS { return built("miniapp") }

// Admin returns the files of the web admin, as Miniapp does.
func Admin() fs.FS { return built("admin") }

func built(application string) fs.FS {
	for _, dir := range []string{"embedded/" + application + "/app", "embedded/" + application + "/unbuilt"} {
		if _, err := fs.Stat(embedded, dir+"/index.html"); err == nil {
			if files, err := fs.Sub(embedded, dir); err == nil {
				return files
			}
		}
	}
	return embedded
}
