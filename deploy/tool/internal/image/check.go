package image

import (
	"archive/tar"
	"bytes"
	"crypto/x509"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// MaxSize bounds the image before it is compressed; a program that grows past it has something linked in that it should not.
const MaxSize = 160 << 20

// static refuses a program that needs a loader or a library of the system's, or another machine: an empty image has none.
func static(program []byte, architecture string) error {
	f, err := elf.NewFile(bytes.NewReader(program))
	if err != nil {
		return fmt.Errorf("no program of Linux: %w", err)
	}
	machines := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}
	if f.Machine != machines[architecture] {
		return fmt.Errorf("is for %v, not for %q", f.Machine, architecture)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			return errors.New("is linked dynamically: build it with CGO_ENABLED=0")
		}
	}
	return nil
}

// Read reads an image out of a file that Write, or a container engine, wrote.
func Read(file string) (v1.Image, error) {
	img, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		return nil, fmt.Errorf("image: read %s: %w", file, err)
	}
	return img, nil
}

// Facts are what an image is.
type Facts struct {
	Layers int
	// Files are the paths of its files, in order; Size is what they take together.
	Files []string
	Size  int64
	// Roots are how many authorities it trusts.
	Roots  int
	Digest string
}

// Check reports where an image is not what this package promises.
func Check(img v1.Image) (Facts, error) {
	var facts Facts
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf("image: "+format, args...)) }
	cfg, err := img.ConfigFile()
	if err != nil {
		return facts, fmt.Errorf("image: configuration: %w", err)
	}
	layers, err := img.Layers()
	if err != nil {
		return facts, fmt.Errorf("image: layers: %w", err)
	}
	facts.Layers = len(layers)
	if len(layers) != 1 {
		bad("%d layers, not one", len(layers))
	}
	if !slices.Equal(cfg.Config.Entrypoint, []string{Program}) {
		bad("entry point %v, not %s", cfg.Config.Entrypoint, Program)
	}
	if user := fmt.Sprintf("%d:%d", User, User); cfg.Config.User != user {
		bad("user %q, not %s", cfg.Config.User, user)
	}
	entries, contents, err := unpack(img)
	if err != nil {
		return facts, err
	}
	want := []string{Program, Roots}
	facts.Files = slices.Sorted(maps.Keys(contents))
	if !slices.Equal(facts.Files, slices.Sorted(slices.Values(want))) {
		bad("files %v, not %v", facts.Files, want)
	}
	for _, folder := range Folders() {
		if h := entries[folder]; h == nil || h.Typeflag != tar.TypeDir || h.Uid != User || h.Mode != 0o700 {
			bad("%s is no folder of the user's alone", folder)
		}
	}
	for name, h := range entries {
		if h.Mode&0o6022 != 0 {
			bad("%s: mode %o lets others write, or become somebody else", name, h.Mode)
		}
		facts.Size += h.Size
	}
	if facts.Size > MaxSize {
		bad("%d bytes, more than %d", facts.Size, MaxSize)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(contents[Roots]) {
		bad("%s: no certificates", Roots)
	}
	facts.Roots = bytes.Count(contents[Roots], []byte("BEGIN CERTIFICATE"))
	if err := static(contents[Program], cfg.Architecture); err != nil {
		bad("%s: %w", Program, err)
	}
	digest, err := img.Digest()
	if err != nil {
		bad("digest: %w", err)
	}
	facts.Digest = digest.String()
	return facts, errors.Join(problems...)
}

// unpack returns what is in an image by path, and the contents of its files.
func unpack(img v1.Image) (entries map[string]*tar.Header, contents map[string][]byte, err error) {
	layers, err := img.Layers()
	if err != nil {
		return nil, nil, fmt.Errorf("image: layers: %w", err)
	}
	entries, contents = map[string]*tar.Header{}, map[string][]byte{}
	for _, l := range layers {
		if err := unpackLayer(l, entries, contents); err != nil {
			return nil, nil, fmt.Errorf("image: layer: %w", err)
		}
	}
	return entries, contents, nil
}

func unpackLayer(l v1.Layer, entries map[string]*tar.Header, contents map[string][]byte) error {
	packed, err := l.Uncompressed()
	if err != nil {
		return err
	}
	defer packed.Close()
	r := tar.NewReader(packed)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := "/" + strings.Trim(h.Name, "/")
		if _, again := entries[name]; again {
			return fmt.Errorf("%s is there twice", name)
		}
		entries[name] = h
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if h.Size > MaxSize {
			return fmt.Errorf("%s has %d bytes", name, h.Size)
		}
		if contents[name], err = io.ReadAll(r); err != nil {
			return err
		}
	}
}

// Extract lays an image's files out in a folder, as a container would find them.
func Extract(img v1.Image, dir string) error {
	entries, contents, err := unpack(img)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(entries)) { // a folder comes before what is in it
		h, to := entries[name], filepath.Join(dir, filepath.Clean(name))
		if h.Typeflag == tar.TypeDir {
			err = os.MkdirAll(to, 0o755) //nolint:gosec // the mode is set below
		} else {
			err = os.WriteFile(to, contents[name], 0o600)
		}
		if err == nil {
			err = errors.Join(os.Chmod(to, os.FileMode(h.Mode)), os.Chown(to, h.Uid, h.Gid))
		}
		if err != nil {
			return fmt.Errorf("image: extract: %w", err)
		}
	}
	return nil
}
