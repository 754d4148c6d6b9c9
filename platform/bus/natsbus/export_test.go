package natsbus

// CloseLog leaves the embedded server without its log, as an attempt to open it again does that fails.
func (b *Bus) CloseLog() error { return b.server.ShutdownJetStream() }
