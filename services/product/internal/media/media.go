// Package media takes pictures from people and keeps what is safe to show.
//
// It guarantees that what is kept was decoded as a picture, of a size that can be shown, and written anew: whatever else
// the bytes held (a script, a place where it was taken, a second file) is not in it. A picture is named by its content,
// so that keeping it twice keeps one.
//
// It does not know what a picture is of. Start with [Keeper.Keep].
package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // registers its decoder
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

const (
	// maxSide and maxPixels bound what is decoded: a few kilobytes can claim to be gigabytes (pixel bombs). 24 million
	// pixels are what a phone's camera makes, and 96 MB in memory.
	maxSide, maxPixels = 10_000, 24_000_000
	// shownSide is the longest side that is kept: no screen of ours shows more.
	shownSide = 1600
	quality   = 85
	// folder is where people's pictures lie, apart from the demo's.
	folder = "u"
)

// Picture is one that is kept.
type Picture struct {
	// URL is its path at the gateway.
	URL           string
	Width, Height int
}

// Keeper keeps pictures in a folder. It is safe for concurrent use.
type Keeper struct {
	dir string
	// one at a time: decoding takes up to a hundred megabytes.
	turn chan struct{}
}

// New returns a keeper over the folder from which the gateway serves pictures.
func New(dir string) *Keeper {
	return &Keeper{dir: filepath.Join(dir, folder), turn: make(chan struct{}, 1)}
}

// Keep decodes a JPEG, PNG or WebP picture, makes it as small as it is shown, and keeps it. What it is, its content says:
// no name and no declared type is believed.
//
// Errors: PRODUCT_PICTURE_UNKNOWN where it is no such picture, or a broken one; PRODUCT_PICTURE_TOO_LARGE where it has more
// pixels than we decode.
func (k *Keeper) Keep(ctx context.Context, content []byte) (Picture, error) {
	shape, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return Picture{}, unknown(err)
	}
	if format != "jpeg" && format != "png" && format != "webp" { // other parts of the program may have brought other decoders
		return Picture{}, unknown(nil)
	}
	if shape.Width <= 0 || shape.Height <= 0 || shape.Width > maxSide || shape.Height > maxSide || shape.Width*shape.Height > maxPixels {
		return Picture{}, errs.Newf(codes.InvalidArgument, "PRODUCT_PICTURE_TOO_LARGE", "图片尺寸 %d×%d 过大，最多 2400 万像素", shape.Width, shape.Height)
	}
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return Picture{}, fmt.Errorf("wait for another picture: %w", ctx.Err())
	}
	decoded, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return Picture{}, unknown(err)
	}
	shown := shrink(decoded)
	out, ending, err := encode(shown, format)
	if err != nil {
		return Picture{}, err
	}
	sum := sha256.Sum256(out)
	name := hex.EncodeToString(sum[:16]) + ending
	if err := k.write(name, out); err != nil {
		return Picture{}, err
	}
	size := shown.Bounds().Size()
	return Picture{URL: "/media/" + folder + "/" + name, Width: size.X, Height: size.Y}, nil
}

func unknown(cause error) error {
	return errs.New(codes.InvalidArgument, "PRODUCT_PICTURE_UNKNOWN", "请上传 JPEG、PNG 或 WebP 图片").Wrap(cause)
}

// shrink returns a picture whose longest side is what is shown at most.
func shrink(from image.Image) image.Image {
	size := from.Bounds().Size()
	longest := max(size.X, size.Y)
	if longest <= shownSide {
		return from
	}
	to := image.NewNRGBA(image.Rect(0, 0, max(1, size.X*shownSide/longest), max(1, size.Y*shownSide/longest)))
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Src, nil)
	return to
}

// encode writes a picture anew; what has no transparency becomes a JPEG.
func encode(p image.Image, format string) (out []byte, ending string, err error) {
	var b bytes.Buffer
	opaque, known := p.(interface{ Opaque() bool })
	if format == "jpeg" || known && opaque.Opaque() {
		err, ending = jpeg.Encode(&b, p, &jpeg.Options{Quality: quality}), ".jpg"
	} else {
		err, ending = png.Encode(&b, p), ".png"
	}
	if err != nil {
		return nil, "", fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), ending, nil
}

// write puts a picture under its name at once and whole: a crash leaves at most a file that nobody asks for.
func (k *Keeper) write(name string, content []byte) error {
	path := filepath.Join(k.dir, name)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(k.dir, 0o750); err != nil {
		return fmt.Errorf("keep picture: %w", err)
	}
	f, err := os.CreateTemp(k.dir, ".new-*")
	if err != nil {
		return fmt.Errorf("keep picture: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where all went well
	_, err = f.Write(content)
	for _, step := range []func() error{f.Sync, f.Close, func() error { return os.Rename(f.Name(), path) }} {
		if err != nil {
			break
		}
		err = step()
	}
	if err != nil {
		_ = f.Close()
		return fmt.Errorf("keep picture: %w", err)
	}
	return nil
}
