// Package image makes the container image of the program without a container engine: one layer on an empty base.
//
// It guarantees that the same binary gives the same image, byte for byte; that the image holds the program, the certificates of
// the public authorities and empty folders, and nothing else; and that it runs as a user who is nobody.
//
// It builds no program and reaches no registry. Start with [Build]; deploy/Dockerfile is the same image for those who have an
// engine, and [Check] is what both must be.
package image

import (
	"archive/tar"
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// What is where in the image.
const (
	// Program is the path of the binary.
	Program = "/dajiu"
	// Roots are the public authorities' certificates, where Go looks for them.
	Roots = "/etc/ssl/certs/ca-certificates.crt"
	// User is who the program runs as: a number, since an empty image has no list of users, and Kubernetes can only see of a
	// number that it is not root's.
	User = 65532
	// License is what the image says of itself.
	License = "Apache-2.0"
)

// Folders are those that the program writes to: its files, exports, pictures, and what is passing, such as bills. They are the user's, so
// that a volume which is mounted there for the first time is, too.
func Folders() []string { return []string{"/data", "/data/analytics", "/media", "/tmp"} }

// made is when everything in the image says it was made: the same always, so that the same binary gives the same image.
func made() time.Time { return time.Unix(0, 0).UTC() }

// Options say what an image is made of.
type Options struct {
	// Binary is the path of the program, static.
	Binary string
	// Architecture is what it was built for, such as amd64.
	Architecture string
	// Version is the release, which becomes a label and the tag's second half.
	Version string
}

// Build returns the image.
func Build(o Options) (v1.Image, error) {
	program, err := os.ReadFile(o.Binary)
	if err != nil {
		return nil, fmt.Errorf("image: program: %w", err)
	}
	if err := static(program, o.Architecture); err != nil {
		return nil, fmt.Errorf("image: %s: %w", o.Binary, err)
	}
	content, err := layer(program)
	if err != nil {
		return nil, err
	}
	l, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil })
	if err != nil {
		return nil, fmt.Errorf("image: layer: %w", err)
	}
	img, err := mutate.Append(empty.Image, mutate.Addendum{Layer: l, History: v1.History{
		Created: v1.Time{Time: made()}, CreatedBy: "deploy/tool", Comment: "the program on an empty base",
	}})
	if err != nil {
		return nil, fmt.Errorf("image: append: %w", err)
	}
	img, err = mutate.ConfigFile(img, configOf(img, o))
	if err != nil {
		return nil, fmt.Errorf("image: configuration: %w", err)
	}
	return img, nil
}

func configOf(img v1.Image, o Options) *v1.ConfigFile {
	cfg, err := img.ConfigFile()
	if err != nil { // an image of our own making that has not even a configuration has no layers either: Check says so
		cfg = &v1.ConfigFile{}
	}
	cfg = cfg.DeepCopy()
	cfg.OS, cfg.Architecture, cfg.Created = "linux", o.Architecture, v1.Time{Time: made()}
	cfg.Config = v1.Config{
		Entrypoint: []string{Program}, Cmd: []string{"serve"}, User: fmt.Sprintf("%d:%d", User, User), WorkingDir: "/",
		Env:          []string{"TZ=Asia/Shanghai"},
		ExposedPorts: map[string]struct{}{"8080/tcp": {}, "7070/tcp": {}, "9090/tcp": {}},
		StopSignal:   "SIGTERM",
		Labels: map[string]string{
			"org.opencontainers.image.title": "dajiu", "org.opencontainers.image.version": o.Version, "org.opencontainers.image.licenses": License,
		},
	}
	return cfg
}

// layer returns everything in the image as a tar.
func layer(program []byte) ([]byte, error) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	var problems []error
	add := func(h tar.Header, content []byte) {
		h.ModTime, h.Size, h.Format = made(), int64(len(content)), tar.FormatPAX
		problems = append(problems, w.WriteHeader(&h))
		_, err := w.Write(content)
		problems = append(problems, err)
	}
	for dir := range parents(Roots) {
		add(tar.Header{Typeflag: tar.TypeDir, Name: dir, Mode: 0o755}, nil)
	}
	for _, folder := range Folders() {
		add(tar.Header{Typeflag: tar.TypeDir, Name: strings.TrimPrefix(folder, "/") + "/", Mode: 0o700, Uid: User, Gid: User}, nil)
	}
	add(tar.Header{Typeflag: tar.TypeReg, Name: strings.TrimPrefix(Roots, "/"), Mode: 0o444}, roots())
	add(tar.Header{Typeflag: tar.TypeReg, Name: strings.TrimPrefix(Program, "/"), Mode: 0o555}, program)
	if err := errors.Join(append(problems, w.Close())...); err != nil {
		return nil, fmt.Errorf("image: layer: %w", err)
	}
	return out.Bytes(), nil
}

// parents yields the folders that a path lies in, the outermost first, as a tar names them.
func parents(of string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		at := ""
		for part := range strings.SplitSeq(strings.TrimPrefix(path.Dir(of), "/"), "/") {
			at += part + "/"
			if !yield(at) {
				return
			}
		}
	}
}

// roots returns the public authorities' certificates in PEM. Those that the browsers trust under a condition alone, such as only
// for certificates from before a day, are left out: a file cannot say the condition.
func roots() []byte {
	var out bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint == nil {
			out.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}))
		}
	}
	return out.Bytes()
}

// Write writes the image to a file that container engines load, under a tag such as dajiu:1.0.
func Write(to string, img v1.Image, tag string) error {
	ref, err := name.NewTag(tag)
	if err != nil {
		return fmt.Errorf("image: tag: %w", err)
	}
	if err := tarball.WriteToFile(to, ref, img); err != nil {
		return fmt.Errorf("image: write %s: %w", to, err)
	}
	return nil
}
