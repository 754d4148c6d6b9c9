package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/user/internal/domain"
)

// logIn stores a login of somebody with a device, so many days after noon.
func (w *world) logIn(user int64, device string, days int) {
	w.Helper()
	at := noon.Add(time.Duration(days) * 24 * time.Hour)
	s := domain.Session{ID: w.next(), UserID: user, Device: "手机", Address: "203.0.113.7", Generation: 1, RotatedAt: at, CreatedAt: at, ProvedAt: at, ExpiresAt: at.Add(time.Hour)}
	require.NoError(w, w.rows.CreateSession(context.Background(), s, device))
}

func TestOnlyADeviceThatComesAfterOthersIsTold(t *testing.T) {
	worlds(t, func(w *world) {
		customer, neighbour := w.consumer("o-1"), w.consumer("o-2")
		w.logIn(customer, "a", 0)
		w.logIn(customer, "a", 1)
		w.logIn(neighbour, "b", 1)
		require.Empty(w, w.told(), "nobody is told of their first device, nor of the same again")
		w.logIn(customer, "b", 2)
		w.logIn(customer, "b", 2)
		w.logIn(customer, "a", 3)
		require.Equal(w, []string{"dajiu.user.v1.NewDeviceSignedIn"}, w.told())
	})
}

func TestDevicesAreForgottenLongAfterTheirLastLogin(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		customer := w.consumer("o-1")
		w.logIn(customer, "a", 0)
		w.logIn(customer, "b", 100)
		n, err := w.rows.SweepDevices(ctx, noon.Add(50*24*time.Hour))
		require.NoError(w, err)
		require.EqualValues(w, 1, n)
		w.logIn(customer, "b", 101)
		w.logIn(customer, "a", 102)
		require.Len(w, w.told(), 2, "one that was forgotten is new again")
	})
}
