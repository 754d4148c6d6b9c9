package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

const (
	defaultLetters = 100
	replayTime     = 30 * time.Second
)

// letter is a dead letter as an operator reads it.
type letter struct {
	Service   string          `json:"service"` // that could not handle it
	EventID   string          `json:"eventId"`
	Topic     string          `json:"topic"`
	Key       string          `json:"key"`
	From      string          `json:"from"` // who published it
	At        time.Time       `json:"at"`
	FailedAt  time.Time       `json:"failedAt"`
	Attempts  int             `json:"attempts"`
	Error     string          `json:"error"`
	RequestID string          `json:"requestId,omitempty"`
	Event     json.RawMessage `json:"event,omitempty"` // where it can be decoded
}

// DeadLetterHandler returns what operators work dead letters with. Its events may carry personal data, so it belongs
// on the private port.
//
//	GET  /dead-letters?service=order&after=0&limit=100   of one service, oldest first; limit is at most 1000
//	POST /dead-letters/{service}/{event}/replay           204, 404 where it is gone, 409 with the error it failed with again
func DeadLetterHandler(consumers map[string]*Consumer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /dead-letters", func(w http.ResponseWriter, r *http.Request) { listLetters(w, r, consumers) })
	mux.HandleFunc("POST /dead-letters/{service}/{event}/replay", func(w http.ResponseWriter, r *http.Request) {
		replayLetter(w, r, consumers)
	})
	return mux
}

func listLetters(w http.ResponseWriter, r *http.Request, consumers map[string]*Consumer) {
	q := r.URL.Query()
	c := consumers[q.Get("service")]
	if c == nil {
		refuse(w, http.StatusNotFound, "no service of that name consumes events in this process")
		return
	}
	after, err := number(q.Get("after"), 0)
	if err != nil {
		refuse(w, http.StatusBadRequest, "after: want the id of an event")
		return
	}
	limit, err := number(q.Get("limit"), defaultLetters)
	if err != nil || limit < 1 || limit > maxLetters {
		refuse(w, http.StatusBadRequest, "limit: want a number from 1 to 1000")
		return
	}
	found, err := c.DeadLetters(r.Context(), after, int(limit))
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, err.Error())
		return
	}
	letters := make([]letter, len(found))
	for i, d := range found {
		letters[i] = letterOf(c.group, d)
	}
	answer(w, http.StatusOK, map[string]any{"deadLetters": letters})
}

func replayLetter(w http.ResponseWriter, r *http.Request, consumers map[string]*Consumer) {
	c := consumers[r.PathValue("service")]
	event, err := strconv.ParseInt(r.PathValue("event"), 10, 64)
	if c == nil || err != nil {
		refuse(w, http.StatusNotFound, ErrNoDeadLetter.Error())
		return
	}
	// What began is finished even where the operator hangs up.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), replayTime)
	defer cancel()
	switch err := c.Replay(ctx, event); {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, ErrNoDeadLetter):
		refuse(w, http.StatusNotFound, err.Error())
	default:
		refuse(w, http.StatusConflict, err.Error())
	}
}

func letterOf(service string, d DeadLetter) letter {
	l := letter{
		Service: service, EventID: strconv.FormatInt(d.EventID, 10), Topic: d.Topic, Key: strconv.FormatInt(d.Key, 10), From: d.Service,
		At: d.At, FailedAt: d.FailedAt, Attempts: d.Attempts, Error: d.Error, RequestID: d.RequestID,
	}
	kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(d.Topic))
	if err != nil {
		return l
	}
	ev := kind.New().Interface()
	if proto.Unmarshal(d.Payload, ev) != nil {
		return l
	}
	if text, err := protojson.Marshal(ev); err == nil {
		l.Event = text
	}
	return l
}

func number(text string, otherwise int64) (int64, error) {
	if text == "" {
		return otherwise, nil
	}
	return strconv.ParseInt(text, 10, 64)
}

func refuse(w http.ResponseWriter, status int, reason string) {
	answer(w, status, map[string]string{"error": reason})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}
