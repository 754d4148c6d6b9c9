package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// copyDocument is a copy as the person reads it.
type copyDocument struct {
	UserID     int64         `json:"userId,string"`
	ExportedAt time.Time     `json:"exportedAt"`
	Sections   []copySection `json:"sections"`
}

type copySection struct {
	Title string            `json:"title"`
	Rows  []json.RawMessage `json:"rows"`
}

// maxCopy bounds a copy before it is packed, in bytes: a person has a few thousand orders at most.
const maxCopy = 64 << 20

// collect makes a person's copy of everything that every service has, and keeps it until it expires.
func (p *Privacy) collect(ctx context.Context, r domain.Request) error {
	now := p.clock.Now()
	own, err := p.ownSections(ctx, r.UserID)
	if err != nil {
		return err
	}
	doc := copyDocument{UserID: r.UserID, ExportedAt: now, Sections: own}
	size := 0
	for _, k := range p.keepers {
		for after := int64(0); ; {
			sections, next, err := k.Export(ctx, r.UserID, after)
			if err != nil {
				return fmt.Errorf("copy of %d from %s: %w", r.UserID, k.Name(), err)
			}
			size += doc.add(sections)
			if size > maxCopy {
				return fmt.Errorf("copy of %d: more than %d bytes", r.UserID, maxCopy) //nolint:err113 // for the log
			}
			if next == 0 {
				break
			}
			after = next
		}
	}
	packed, err := pack(doc)
	if err != nil {
		return err
	}
	_, err = p.store.Advance(ctx, r, store.Step{To: domain.CopyReady, Result: packed, DueAt: now.Add(p.times.CopyLife)})
	return err
}

// add appends rows to the sections of the same title, and returns how many bytes they have.
func (d *copyDocument) add(sections []Section) (size int) {
	for _, s := range sections {
		at := -1
		for i := range d.Sections {
			if d.Sections[i].Title == s.Title {
				at = i
			}
		}
		if at < 0 {
			at = len(d.Sections)
			d.Sections = append(d.Sections, copySection{Title: s.Title, Rows: []json.RawMessage{}})
		}
		for _, row := range s.Rows {
			size += len(row)
			d.Sections[at].Rows = append(d.Sections[at].Rows, json.RawMessage(row))
		}
	}
	return size
}

// ownSections is what the user service itself has of a person.
func (p *Privacy) ownSections(ctx context.Context, userID int64) ([]copySection, error) {
	user, err := p.store.User(ctx, userID)
	if err != nil {
		return nil, err
	}
	addresses, err := p.store.Addresses(ctx, userID)
	if err != nil {
		return nil, err
	}
	sessions, err := p.store.Sessions(ctx, userID, p.clock.Now())
	if err != nil {
		return nil, err
	}
	consents, err := p.store.Consents(ctx, userID)
	if err != nil {
		return nil, err
	}
	settings, err := p.store.Settings(ctx, userID, "")
	if err != nil {
		return nil, err
	}
	list := []copySection{{Title: "账号"}, {Title: "收货地址"}, {Title: "登录设备"}, {Title: "同意记录"}, {Title: "界面设置"}}
	rows := [][]any{{accountRow(user)}, make([]any, len(addresses)), make([]any, len(sessions)), make([]any, len(consents)), make([]any, len(settings))}
	for i, a := range addresses {
		rows[1][i] = map[string]any{
			"contactName": a.ContactName, "phone": a.Phone, "province": a.Province, "city": a.City, "district": a.District, "street": a.Street,
			"door": a.Door, "latE6": a.LatE6, "lngE6": a.LngE6, "label": a.Label, "createTime": a.CreatedAt,
		}
	}
	for i, s := range sessions {
		rows[2][i] = map[string]any{"device": s.Device, "address": s.Address, "createTime": s.CreatedAt, "lastUsedTime": s.RotatedAt}
	}
	for i, c := range consents {
		rows[3][i] = map[string]any{"kind": c.Kind, "version": c.Version, "granted": c.Granted, "createTime": c.CreatedAt}
	}
	for i, v := range settings {
		rows[4][i] = map[string]any{"name": v.Name, "value": json.RawMessage(v.Value), "updateTime": v.UpdatedAt}
	}
	for i := range list {
		list[i].Rows = make([]json.RawMessage, len(rows[i]))
		for j, row := range rows[i] {
			if list[i].Rows[j], err = json.Marshal(row); err != nil {
				return nil, fmt.Errorf("copy of %d: %w", userID, err)
			}
		}
	}
	return list, nil
}

func accountRow(u domain.User) map[string]any {
	row := map[string]any{
		"nickname": u.Nickname, "avatarUrl": u.AvatarURL, "phone": u.Phone, "openid": u.OpenID, "createTime": u.CreatedAt, "noticeVersion": u.NoticeVersion,
	}
	if !u.AgeConfirmedAt.IsZero() {
		row["ageConfirmTime"] = u.AgeConfirmedAt
	}
	return row
}

func pack(doc copyDocument) (string, error) {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	if err := json.NewEncoder(z).Encode(doc); err != nil {
		return "", fmt.Errorf("pack copy: %w", err)
	}
	if err := z.Close(); err != nil {
		return "", fmt.Errorf("pack copy: %w", err)
	}
	return buf.String(), nil
}

func unpack(packed string) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader([]byte(packed)))
	if err != nil {
		return nil, fmt.Errorf("unpack copy: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(z, 2*maxCopy))
	if err != nil {
		return nil, fmt.Errorf("unpack copy: %w", err)
	}
	return text, nil
}
