package seal_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/seal"
)

func TestAValueOpensOnlyUnchangedAndForItsPurpose(t *testing.T) {
	t.Parallel()
	secret := seal.NewSecret()
	phones, err := seal.New(secret, "phone")
	require.NoError(t, err)
	keys, err := seal.New(secret, "key")
	require.NoError(t, err)

	sealed := phones.Seal([]byte("13800138000"))
	require.NotContains(t, sealed, "138001")
	require.NotEqual(t, sealed, phones.Seal([]byte("13800138000")))
	opened, err := phones.Open(sealed)
	require.NoError(t, err)
	require.Equal(t, "13800138000", string(opened))

	_, err = keys.Open(sealed)
	require.ErrorIs(t, err, seal.ErrOpen)
	changed := bytes.Replace([]byte(sealed), []byte(sealed[20:21]), []byte{sealed[20] ^ 1}, 1)
	_, err = phones.Open(string(changed))
	require.ErrorIs(t, err, seal.ErrOpen)
	require.Equal(t, phones.Index("a"), phones.Index("a"))
	require.NotEqual(t, phones.Index("a"), keys.Index("a"))
}

func TestAShortSecretIsRefused(t *testing.T) {
	t.Parallel()
	_, err := seal.New([]byte("short"), "phone")
	require.Error(t, err)
}
