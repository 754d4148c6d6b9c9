package media_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/product/internal/media"
)

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		p.Set(x, x%h, color.RGBA{R: uint8(x), A: 255})
	}
	require.NoError(t, jpeg.Encode(&b, p, nil))
	return b.Bytes()
}

func pngOf(t testing.TB, w, h int, c color.Color) []byte {
	t.Helper()
	var b bytes.Buffer
	p := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		p.Set(i%w, i/w, c)
	}
	require.NoError(t, png.Encode(&b, p))
	return b.Bytes()
}

// claiming is a small PNG whose header claims other sides.
func claiming(t testing.TB, w, h uint32) []byte {
	t.Helper()
	raw := bytes.Clone(pngOf(t, 2, 2, color.White))
	binary.BigEndian.PutUint32(raw[16:], w)
	binary.BigEndian.PutUint32(raw[20:], h)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func TestAPictureIsKeptUnderTheNameOfItsContent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	k := media.New(dir)
	content := jpegOf(t, 300, 200)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			p, err := k.Keep(context.Background(), content)
			if err != nil || p.Width != 300 || p.Height != 200 || !strings.HasPrefix(p.URL, "/media/u/") || !strings.HasSuffix(p.URL, ".jpg") {
				t.Errorf("%+v %v", p, err)
			}
		})
	}
	wg.Wait()
	files, err := os.ReadDir(filepath.Join(dir, "u"))
	require.NoError(t, err)
	require.Len(t, files, 1, "one file, and nothing half written")
}

func TestWhatIsLargeIsMadeAsSmallAsItIsShown(t *testing.T) {
	t.Parallel()
	p, err := media.New(t.TempDir()).Keep(context.Background(), jpegOf(t, 4000, 1000))
	require.NoError(t, err)
	require.Equal(t, 1600, p.Width)
	require.Equal(t, 400, p.Height)
}

func TestOnlyThePictureIsKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	evil := append(jpegOf(t, 40, 30), []byte("<script>alert(1)</script>")...)
	located := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x12}, append([]byte("Exif\x00\x00GPS:30.6,10"), jpegOf(t, 40, 30)[2:]...)...)
	for name, content := range map[string][]byte{"a script behind it": evil, "where it was taken": located} {
		p, err := media.New(dir).Keep(context.Background(), content)
		require.NoError(t, err, name)
		kept, err := os.ReadFile(filepath.Join(dir, strings.TrimPrefix(p.URL, "/media/")))
		require.NoError(t, err)
		require.NotContains(t, string(kept), "script", name)
		require.NotContains(t, string(kept), "GPS", name)
	}
}

func TestTransparencyStays(t *testing.T) {
	t.Parallel()
	p, err := media.New(t.TempDir()).Keep(context.Background(), pngOf(t, 20, 20, color.NRGBA{R: 9, A: 100}))
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(p.URL, ".png"))
	p, err = media.New(t.TempDir()).Keep(context.Background(), pngOf(t, 20, 20, color.White))
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(p.URL, ".jpg"), "what hides nothing needs no PNG")
}

func TestWhatIsNoPictureOrABombIsRefused(t *testing.T) {
	t.Parallel()
	var animated bytes.Buffer
	require.NoError(t, gif.Encode(&animated, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.White}), nil))
	webp, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	require.NoError(t, err)
	for name, row := range map[string]struct {
		content []byte
		reason  string
	}{
		"nothing":                     {nil, "PRODUCT_PICTURE_UNKNOWN"},
		"a text that says JPEG":       {[]byte("\xFF\xD8\xFFhello"), "PRODUCT_PICTURE_UNKNOWN"},
		"an SVG with a script":        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "PRODUCT_PICTURE_UNKNOWN"},
		"a page":                      {[]byte("<html><body>hi"), "PRODUCT_PICTURE_UNKNOWN"},
		"a GIF":                       {animated.Bytes(), "PRODUCT_PICTURE_UNKNOWN"},
		"half a JPEG":                 {jpegOf(t, 300, 200)[:600], "PRODUCT_PICTURE_UNKNOWN"},
		"half a WebP":                 {webp[:30], "PRODUCT_PICTURE_UNKNOWN"},
		"a PNG of 50,000 by 50,000":   {claiming(t, 50_000, 50_000), "PRODUCT_PICTURE_TOO_LARGE"},
		"a PNG of 9,000 by 9,000":     {claiming(t, 9000, 9000), "PRODUCT_PICTURE_TOO_LARGE"},
		"a PNG of one by two billion": {claiming(t, 1, 2_000_000_000), "PRODUCT_PICTURE_TOO_LARGE"},
		"a PNG that ends too early":   {claiming(t, 1000, 1000), "PRODUCT_PICTURE_UNKNOWN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			_, err := media.New(dir).Keep(context.Background(), row.content)
			require.True(t, errs.HasReason(err, row.reason), "%v", err)
			files, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Empty(t, files)
		})
	}
}

func FuzzKeep(f *testing.F) {
	f.Add(jpegOf(f, 20, 10))
	f.Add(pngOf(f, 20, 10, color.White))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := media.New(t.TempDir()).Keep(context.Background(), content)
		if err == nil && (p.Width < 1 || p.Width > 1600 || p.Height < 1 || p.Height > 1600) {
			t.Fatalf("%+v", p)
		}
	})
}
