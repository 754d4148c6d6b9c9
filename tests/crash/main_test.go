package crash

import (
	"testing"

	"dajiu/tests/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
