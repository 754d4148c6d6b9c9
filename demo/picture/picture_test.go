package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/demo/picture"
)

func sample(shape picture.Shape) picture.Spec {
	return picture.Spec{
		Shape: shape, Scene: "baijiu-jiang", Emblem: picture.Mountain, Brand: "锦江春", Line: "窖龄三十", Latin: "JINJIANGCHUN",
		Fine: "52%vol 500ml", Ink: "#7c1d16", Metal: "#c9a24b",
	}
}

func requireSafe(t require.TestingT, svg []byte) {
	dec := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "not well-formed: %s", svg)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		require.NotContains(t, []string{"script", "foreignObject", "image", "iframe", "a", "use", "animate", "set"}, start.Name.Local)
		for _, a := range start.Attr {
			require.NotRegexp(t, `^on`, a.Name.Local)
			require.NotEqual(t, "href", a.Name.Local)
			require.NotContains(t, a.Value, "NaN")
			if a.Name.Local != "xmlns" {
				require.NotContains(t, a.Value, "//")
			}
		}
	}
	require.NotContains(t, string(svg), "@import")
	for _, ref := range regexp.MustCompile(`url\(([^)]*)\)`).FindAllSubmatch(svg, -1) {
		require.Regexp(t, `^#`, string(ref[1]))
		require.Contains(t, string(svg), `id="`+string(ref[1][1:])+`"`, "a gradient is used but not declared")
	}
}

func TestEveryShapeIsSafeAndSmallInEveryMood(t *testing.T) {
	t.Parallel()
	scenes := []string{"baijiu-nong", "beer-ipa", "wine-white", "wine-sparkling", "spirits-gin", "huangjiu-gan", "sake-plum", "goods-snack", "unheard-of", ""}
	for _, shape := range picture.Shapes() {
		for i, scene := range scenes {
			s := sample(shape)
			s.Scene, s.Mood, s.Emblem = scene, uint64(i), picture.Emblems()[i*2]
			svg := picture.Product(s)
			requireSafe(t, svg)
			require.LessOrEqual(t, len(svg), picture.MaxProductBytes, "%s in %s", shape, scene)
			require.Equal(t, svg, picture.Product(s), "the same specification gives the same bytes")
		}
	}
}

func TestEveryShapeLooksDifferent(t *testing.T) {
	t.Parallel()
	seen := map[string]picture.Shape{}
	for _, shape := range picture.Shapes() {
		s := sample(shape)
		svg := string(picture.Product(s))
		require.NotContains(t, seen, svg, "%s", shape)
		seen[svg] = shape
	}
}

func TestABrandIsToldByItsEmblemAndColour(t *testing.T) {
	t.Parallel()
	base := picture.Product(sample(picture.JarWhite))
	for _, change := range []func(*picture.Spec){
		func(s *picture.Spec) { s.Emblem = picture.Whale },
		func(s *picture.Spec) { s.Ink = "#1f4a6a" },
		func(s *picture.Spec) { s.Brand = "赤岭" },
		func(s *picture.Spec) { s.Line = "窖龄十五" },
	} {
		s := sample(picture.JarWhite)
		change(&s)
		require.NotEqual(t, base, picture.Product(s))
	}
}

func TestAnySpecificationGivesAWellFormedPicture(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[\p{Han}A-Za-z0-9<>&"'· ]{0,12}`)
		s := picture.Spec{
			Shape: rapid.SampledFrom(append(picture.Shapes(), "no-such-shape")).Draw(t, "shape"),
			Scene: word.Draw(t, "scene"), Emblem: rapid.SampledFrom(append(picture.Emblems(), "none")).Draw(t, "emblem"),
			Brand: word.Draw(t, "brand"), Line: word.Draw(t, "line"), Latin: word.Draw(t, "latin"), Fine: word.Draw(t, "fine"),
			Ink:  rapid.SampledFrom([]string{"", "#123456", "#abc", "no colour", `"><script>`}).Draw(t, "ink"),
			Mood: rapid.Uint64().Draw(t, "mood"),
		}
		s.Body, s.Paper, s.Metal, s.Liquid = s.Ink, s.Ink, s.Ink, s.Ink
		requireSafe(t, picture.Product(s))
	})
}

func TestBannersFrontsIconsAndPortraitsAreSafeAndDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	check := func(name string, svg []byte, bound int) {
		requireSafe(t, svg)
		require.LessOrEqual(t, len(svg), bound, name)
		require.NotContains(t, seen, string(svg), "%s looks like %s", name, seen[string(svg)])
		seen[string(svg)] = name
	}
	for _, theme := range []picture.Theme{picture.Festival, picture.Summer, picture.Cellar, picture.Night, picture.Spring, picture.Ride, "other"} {
		spec := picture.BannerSpec{Theme: theme, Title: "名酒品鉴月", Subtitle: "满399减60", Action: "立即选购", Items: []picture.Spec{sample(picture.RedGold), sample(picture.Gourd)}}
		check(string(theme), picture.Banner(spec), 16<<10)
		require.Equal(t, picture.Banner(spec), picture.Banner(spec))
	}
	for mood := range uint64(12) {
		check("front", picture.StoreFront(picture.StoreSpec{Name: "锦城酒仓·春熙路店", Tag: "名酒", Mood: mood}), 16<<10)
		check("portrait", picture.Avatar(mood), 4<<10)
	}
	for _, key := range []string{"baijiu", "beer", "wine", "wine-sparkling", "spirits", "spirits-gin", "huangjiu", "sake", "goods", "goods-ice", "goods-snack"} {
		check(key, picture.CategoryIcon(key), 4<<10)
	}
}
