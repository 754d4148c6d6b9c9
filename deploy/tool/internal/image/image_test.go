package image_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/stretchr/testify/require"

	"dajiu/deploy/tool/internal/image"
)

// binary is the program that tools/deploy.sh built.
func binary(t *testing.T) string {
	t.Helper()
	path := os.Getenv("DAJIU_BINARY")
	if path == "" {
		t.Skip("DAJIU_BINARY names no program: run make deploy-check")
	}
	return path
}

func build(t *testing.T) v1.Image {
	t.Helper()
	img, err := image.Build(image.Options{Binary: binary(t), Architecture: runtime.GOARCH, Version: "1"})
	require.NoError(t, err)
	return img
}

func TestTheImageIsTheProgramOnNothingAndTheSameEachTime(t *testing.T) {
	t.Parallel()
	img := build(t)
	file := filepath.Join(t.TempDir(), "dajiu.tar")
	require.NoError(t, image.Write(file, img, "dajiu:1"))
	read, err := image.Read(file)
	require.NoError(t, err)
	facts, err := image.Check(read)
	require.NoError(t, err)
	require.Equal(t, 1, facts.Layers)
	require.Equal(t, []string{image.Program, image.Roots}, facts.Files)
	require.Greater(t, facts.Roots, 50)
	again, err := build(t).Digest()
	require.NoError(t, err)
	require.Equal(t, facts.Digest, again.String())
}

func TestAnImageThatIsMoreThanPromisedIsRefused(t *testing.T) {
	t.Parallel()
	img := build(t)
	for name, c := range map[string]struct {
		change func(v1.Image) (v1.Image, error)
		says   string
	}{
		"it runs as root": {func(img v1.Image) (v1.Image, error) {
			return mutate.Config(img, v1.Config{Entrypoint: []string{image.Program}})
		}, "user"},
		"it runs something else": {func(img v1.Image) (v1.Image, error) {
			return mutate.Config(img, v1.Config{Entrypoint: []string{"/bin/sh"}, User: "65532:65532"})
		}, "entry point"},
		"a layer more": {func(img v1.Image) (v1.Image, error) {
			layers, err := img.Layers()
			if err != nil {
				return nil, err
			}
			return mutate.AppendLayers(img, layers[0])
		}, "is there twice"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changed, err := c.change(img)
			require.NoError(t, err)
			_, err = image.Check(changed)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestAProgramThatNeedsMoreThanTheImageHasIsRefused(t *testing.T) {
	t.Parallel()
	_, err := image.Build(image.Options{Binary: "image_test.go", Architecture: "amd64"})
	require.ErrorContains(t, err, "no program of Linux")
	other := map[string]string{"amd64": "arm64", "arm64": "amd64"}[runtime.GOARCH]
	_, err = image.Build(image.Options{Binary: binary(t), Architecture: other})
	require.ErrorContains(t, err, "is for")
	if shell, err := filepath.EvalSymlinks("/bin/sh"); err == nil {
		_, err = image.Build(image.Options{Binary: shell, Architecture: runtime.GOARCH})
		require.ErrorContains(t, err, "is linked dynamically")
	}
}

// The image's files are all that the process sees, and it is nobody there.
func TestTheProgramServesAndEndsWithNothingButItsImage(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("another root folder takes root")
	}
	root := filepath.Join(t.TempDir(), "root")
	require.NoError(t, os.MkdirAll(root, 0o755))
	for dir := root; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		require.NoError(t, os.Chmod(dir, 0o755)) //nolint:gosec // somebody else is to look in
	}
	require.NoError(t, image.Extract(build(t), root))
	private := free(t)
	inside := func(args ...string) (*exec.Cmd, *bytes.Buffer) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		t.Cleanup(cancel)
		var out bytes.Buffer
		c := exec.CommandContext(ctx, image.Program, append([]string{"--set", "http.private=" + private}, args...)...) //nolint:gosec // the image's
		c.Path, c.Dir, c.Env, c.Stdout, c.Stderr = image.Program, "/", []string{"TZ=Asia/Shanghai"}, &out, &out
		c.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Pdeathsig: syscall.SIGKILL, Credential: &syscall.Credential{Uid: image.User, Gid: image.User}}
		return c, &out
	}
	server, said := inside("serve", "--data", "/data", "--listen", free(t), "--set", "sim.listen="+free(t))
	require.NoError(t, server.Start())
	require.Eventually(t, func() bool {
		health, _ := inside("health")
		return health.Run() == nil
	}, 30*time.Second, 50*time.Millisecond)
	require.NoError(t, server.Process.Signal(syscall.SIGTERM))
	require.NoError(t, server.Wait(), said.String())
	require.Contains(t, said.String(), "+08:00", "the zone that TZ names is known")
}

func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	return fmt.Sprint(l.Addr())
}
