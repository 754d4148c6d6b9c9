package store_test

import (
	"os"
	"testing"

	"dajiu/platform/app"
	"dajiu/platform/testkit/shards"
	"dajiu/services/delivery/internal/store"
)

func TestMain(m *testing.M) { os.Exit(shards.Run(m, store.Sharding(), app.Tables(nil))) }
