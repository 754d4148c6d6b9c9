package seal_test

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

const other = "another secret of thirty-two bytes!!"

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

type world struct {
	*testing.T
	db    *sqldb.DB
	clock interface {
		clock.Clock
		Advance(d time.Duration)
	}
	keys *seal.Keyring
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, seal.Migrations()))
		w := &world{T: t, db: db, clock: clock.Fake(noon)}
		w.keys = w.ring(testkit.Secret)
		suite(w)
	})
}

// ring is the keyring of a process that knows some secrets.
func (w *world) ring(secret string, earlier ...string) *seal.Keyring {
	w.Helper()
	var before [][]byte
	for _, s := range earlier {
		before = append(before, []byte(s))
	}
	master, err := seal.NewMaster([]byte(secret), before...)
	require.NoError(w, err)
	return seal.NewKeyring(w.db, master, w.clock)
}

func (w *world) box(k *seal.Keyring, purpose string) *seal.Box {
	w.Helper()
	b, err := k.Box(w.Context(), purpose)
	require.NoError(w, err)
	return b
}

func (w *world) exec(query string, args ...any) {
	w.Helper()
	require.NoError(w, w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err //nolint:wrapcheck // a fixture
	}))
}

func TestAValueOpensOnlyUnchangedForItsPurposeAndItsRow(t *testing.T) {
	worlds(t, func(w *world) {
		phones, names := w.box(w.keys, "phone"), w.box(w.keys, "name")
		sealed := phones.Seal("7", "13800138000")
		require.NotContains(w, sealed, "138001")
		require.NotEqual(w, sealed, phones.Seal("7", "13800138000"))
		value, err := phones.Open("7", sealed)
		require.NoError(w, err)
		require.Equal(w, "13800138000", value)
		for name, open := range map[string]func() (string, error){
			"another row":        func() (string, error) { return phones.Open("8", sealed) },
			"another purpose":    func() (string, error) { return names.Open("7", sealed) },
			"a changed byte":     func() (string, error) { return phones.Open("7", sealed[:20]+flip(sealed[20])+sealed[21:]) },
			"a part":             func() (string, error) { return phones.Open("7", sealed[:9]) },
			"nothing":            func() (string, error) { return phones.Open("7", "") },
			"what nobody sealed": func() (string, error) { return phones.Open("7", "13800138000") },
		} {
			_, err := open()
			require.ErrorIs(w, err, seal.ErrOpen, name)
		}
	})
}

func flip(c byte) string {
	if c == 'A' {
		return "B"
	}
	return "A"
}

func TestIndexesFindEqualValuesOfOnePurposeOnly(t *testing.T) {
	worlds(t, func(w *world) {
		phones, err := w.keys.Index(w.Context(), "phone")
		require.NoError(w, err)
		again, err := w.ring(testkit.Secret).Index(w.Context(), "phone")
		require.NoError(w, err)
		names, err := w.keys.Index(w.Context(), "name")
		require.NoError(w, err)
		require.Equal(w, phones.Of("a"), again.Of("a"))
		require.NotEqual(w, phones.Of("a"), names.Of("a"))
		require.NotEqual(w, phones.Of("a"), phones.Of("b"))
	})
}

func TestWhatWasSealedAndIndexedBeforeThereWereKeysetsStaysGood(t *testing.T) {
	worlds(t, func(w *world) {
		key, err := hkdf.Key(sha256.New, []byte(testkit.Secret), nil, "dajiu seal phone", 32)
		require.NoError(w, err)
		block, err := aes.NewCipher(key)
		require.NoError(w, err)
		aead, err := cipher.NewGCMWithRandomNonce(block)
		require.NoError(w, err)
		old := base64.RawStdEncoding.EncodeToString(aead.Seal(nil, nil, []byte("13800138000"), nil))
		value, err := w.box(w.keys, "phone").Open("7", old)
		require.NoError(w, err)
		require.Equal(w, "13800138000", value)
		require.False(w, w.box(w.keys, "phone").Current(old))

		key, err = hkdf.Key(sha256.New, []byte(testkit.Secret), nil, "dajiu index phone", 32)
		require.NoError(w, err)
		h := hmac.New(sha256.New, key)
		h.Write([]byte("13800138000"))
		index, err := w.keys.Index(w.Context(), "phone")
		require.NoError(w, err)
		require.Equal(w, base64.RawStdEncoding.EncodeToString(h.Sum(nil)), index.Of("13800138000"))
	})
}

func TestTheSecretIsChangedWithoutAValueBeingSealedAnew(t *testing.T) {
	worlds(t, func(w *world) {
		sealed := w.box(w.keys, "phone").Seal("7", "13800138000")
		index, err := w.keys.Index(w.Context(), "phone")
		require.NoError(w, err)
		_, err = w.ring(other).Box(w.Context(), "phone")
		require.ErrorContains(w, err, "another secret")

		changing := w.ring(other, testkit.Secret)
		value, err := w.box(changing, "phone").Open("7", sealed)
		require.NoError(w, err)
		require.Equal(w, "13800138000", value)
		_, err = changing.Index(w.Context(), "phone")
		require.NoError(w, err)

		changed := w.ring(other)
		value, err = w.box(changed, "phone").Open("7", sealed)
		require.NoError(w, err, "the keyset was wrapped anew")
		require.Equal(w, "13800138000", value)
		now, err := changed.Index(w.Context(), "phone")
		require.NoError(w, err)
		require.Equal(w, index.Of("a"), now.Of("a"))
	})
}

func TestAnotherProcessReadsWhatAKeyItHasNotHeardOfSealed(t *testing.T) {
	worlds(t, func(w *world) {
		neighbour := w.box(w.ring(testkit.Secret), "phone")
		mine := w.box(w.keys, "phone")
		before := mine.Seal("7", "old")
		done, err := w.keys.Rotate(w.Context(), "phone")
		require.NoError(w, err)
		require.Equal(w, []string{"phone"}, done)
		after := mine.Seal("7", "new")
		require.True(w, mine.Current(after))
		require.False(w, mine.Current(before))
		for text, want := range map[string]string{before: "old", after: "new"} {
			value, err := neighbour.Open("7", text)
			require.NoError(w, err)
			require.Equal(w, want, value)
		}
		_, err = w.keys.Rotate(w.Context(), "nothing of that name")
		require.ErrorIs(w, err, seal.ErrPurpose)
	})
}

// people makes a table of so many rows: the first third in clear, the second sealed, the last sealed for another row.
func (w *world) people(n int, b *seal.Box) {
	w.Helper()
	w.exec("CREATE TABLE people (id BIGINT NOT NULL PRIMARY KEY, phone VARCHAR(16) NOT NULL, sealed VARCHAR(255) NOT NULL)")
	for i := range n {
		row := fmt.Sprint(i + 1)
		switch {
		case i < n/3:
			w.exec("INSERT INTO people VALUES (?, ?, '')", i+1, "138"+row)
		case i < 2*n/3:
			w.exec("INSERT INTO people VALUES (?, '', ?)", i+1, b.Seal(row, "138"+row))
		default:
			w.exec("INSERT INTO people VALUES (?, '', ?)", i+1, b.Seal("x", "138"+row))
		}
	}
}

func placeOf(b *seal.Box) seal.Place {
	return seal.Place{Box: b, Table: "people", Key: "id", Column: "sealed", Clear: &seal.Clear{
		Columns: []string{"phone"}, Value: func(c []string) (string, []any, bool, error) { return c[0], []any{""}, c[0] != "", nil },
	}}
}

func TestValuesAreBroughtToTheNewestKeyAndWhatCannotBeReadIsNamed(t *testing.T) {
	worlds(t, func(w *world) {
		box := w.box(w.keys, "phone")
		w.people(9, box)
		place := placeOf(box)
		w.keys.Tend(place)
		survey := func(old, clear int64) {
			w.Helper()
			s, err := w.keys.Survey(w.Context(), place)
			require.NoError(w, err)
			require.Equal(w, seal.Survey{Place: "people.sealed", Sealed: 9 - clear, Old: old, Unreadable: 3, Clear: clear, Broken: []string{"7", "8", "9"}}, s)
		}
		survey(0, 3)
		require.NoError(w, w.keys.Tidy(w.Context()))
		survey(0, 0)
		_, err := w.keys.Rotate(w.Context(), "")
		require.NoError(w, err)
		survey(9, 0)
		require.NoError(w, w.keys.Tidy(w.Context()), "others may still seal by the key before")
		survey(9, 0)
		w.clock.Advance(time.Minute)
		require.NoError(w, w.keys.Tidy(w.Context()))
		survey(3, 0)
		for i := range 6 {
			row, sealed := fmt.Sprint(i+1), ""
			require.NoError(w, w.db.Reader().NewRaw("SELECT sealed FROM people WHERE id = ? AND phone = ''", i+1).Scan(w.Context(), &sealed))
			value, err := box.Open(row, sealed)
			require.NoError(w, err)
			require.Equal(w, "138"+row, value)
		}
		list, err := w.keys.List(w.Context())
		require.NoError(w, err)
		require.Len(w, list, 1)
		require.Len(w, list[0].Keys, 2)
		require.Equal(w, list[0].Keys[1], list[0].Primary)
		require.Equal(w, []seal.Move{{Place: "people.sealed", Seen: 9, Moved: 6, Unreadable: 3, Done: true}}, list[0].Moves)
	})
}

func TestMovingGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	w := &world{T: t, db: db, clock: clock.Fake(noon)}
	require.NoError(t, sqldb.Migrate(t.Context(), db, seal.Migrations()))
	box := w.box(w.ring(testkit.Secret), "phone")
	w.people(600, box)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	begun := w.ring(testkit.Secret)
	begun.Tend(placeOf(w.box(begun, "phone")))
	ended := make(chan error, 1)
	go func() { ended <- begun.Tidy(ctx) }()
	count := func() (n int) {
		require.NoError(t, db.Reader().NewRaw("SELECT COUNT(*) FROM people WHERE phone <> ''").Scan(context.Background(), &n))
		return n
	}
	require.Eventually(t, func() bool { return count() == 0 }, 5*time.Second, time.Millisecond, "the first batch has all that is in clear")
	stop()
	<-ended
	var seen int64
	require.NoError(t, db.Reader().NewRaw("SELECT seen FROM seal_moves").Scan(t.Context(), &seen))
	require.Equal(t, int64(200), seen)
	next := w.ring(testkit.Secret)
	next.Tend(placeOf(w.box(next, "phone")))
	go func() { ended <- next.Tidy(t.Context()) }()
	require.Eventually(t, func() bool {
		w.clock.Advance(time.Second)
		select {
		case err := <-ended:
			return err == nil
		default:
			return false
		}
	}, 5*time.Second, 10*time.Millisecond)
	require.NoError(t, db.Reader().NewRaw("SELECT seen FROM seal_moves").Scan(t.Context(), &seen))
	require.Equal(t, int64(600), seen, "no row was looked at twice")
}

func TestWhatPassesBetweenServicesOpensForItsPurposeAndRowOnly(t *testing.T) {
	worlds(t, func(w *world) {
		sender, err := w.keys.Passing("recipient")
		require.NoError(w, err)
		receiver, err := w.ring(other, testkit.Secret).Passing("recipient")
		require.NoError(w, err)
		stranger, err := w.keys.Passing("something else")
		require.NoError(w, err)
		sealed := sender.Seal("7", []byte("王五"))
		value, err := receiver.Open("7", sealed)
		require.NoError(w, err)
		require.Equal(w, "王五", string(value))
		_, err = receiver.Open("8", sealed)
		require.ErrorIs(w, err, seal.ErrOpen)
		_, err = stranger.Open("7", sealed)
		require.ErrorIs(w, err, seal.ErrOpen)
	})
}

func TestAShortSecretIsRefused(t *testing.T) {
	t.Parallel()
	_, err := seal.NewMaster([]byte("short"))
	require.Error(t, err)
	_, err = seal.NewMaster([]byte(testkit.Secret), []byte("short"))
	require.Error(t, err)
}

func benchBox(b *testing.B) *seal.Box {
	b.Helper()
	box, err := testkit.Keys(b, testkit.Open(b, testkit.SQLite(b))).Box(b.Context(), "bench")
	require.NoError(b, err)
	return box
}

func BenchmarkSeal(b *testing.B) {
	box, value := benchBox(b), strings.Repeat("人民南路四段", 8)
	for b.Loop() {
		box.Seal("123456789012345678", value)
	}
}

func BenchmarkOpen(b *testing.B) {
	box := benchBox(b)
	text := box.Seal("123456789012345678", strings.Repeat("人民南路四段", 8))
	for b.Loop() {
		if _, err := box.Open("123456789012345678", text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	index, err := testkit.Keys(b, testkit.Open(b, testkit.SQLite(b))).Index(b.Context(), "bench")
	require.NoError(b, err)
	for b.Loop() {
		index.Of("13800138000")
	}
}
