package app

import (
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

// Earnings are what a courier earned on a day.
type Earnings struct {
	Day                 clock.Day
	Delivered, Returned int
	Reward, Collected   money.Fen
}

// Add counts a job that ended. One that was refused at the door and brought back is paid like a delivery; one whose
// order was cancelled before the goods left is not.
func (e *Earnings) Add(state domain.State, reward, collected money.Fen) {
	switch state { //nolint:exhaustive // the others are not paid
	case domain.HandedOver:
		e.Delivered++
	case domain.Returned:
		e.Returned++
	default:
		return
	}
	e.Reward += reward
	e.Collected += collected
}
