package harness

// Simulator returns a client of the simulators' own endpoints, for those who must go on when the server is dead.
func (s *Server) Simulator() *Client {
	c := s.Anonymous()
	c.base = s.Sim
	return c
}
