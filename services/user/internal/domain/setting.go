package domain

import (
	"encoding/json"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

const (
	// MaxSettings is how many documents a person keeps, and a role is offered.
	MaxSettings = 100
	// maxSetting bounds a document, in bytes.
	maxSetting = 16 << 10
)

// Setting is a small JSON document of somebody's: of a person, or of a role, by name. Nobody reads it but the page that
// wrote it.
type Setting struct {
	// Owner is a person, or a role.
	Owner     int64
	Name      string
	Value     string
	Version   int64
	UpdatedAt time.Time
}

// Check refuses what is no JSON document, or too large, as an invalid field.
func (s Setting) Check() error {
	if len(s.Value) > maxSetting {
		return errs.Invalid("value", "at most 16384 bytes")
	}
	if !json.Valid([]byte(s.Value)) {
		return errs.Invalid("value", "want a JSON document")
	}
	return nil
}

// Follows returns what is stored after a person wrote next, having read the version that it names; old is what is there, of
// version 0 where nothing is. The same words again change nothing; others' are USER_VERSION_CONFLICT.
func (s Setting) Follows(old Setting) (Setting, error) {
	switch {
	case s.Version == old.Version:
		s.Version++
		return s, nil
	case s.Version+1 == old.Version && s.Value == old.Value:
		return old, nil
	}
	return Setting{}, errs.New(codes.Aborted, "USER_VERSION_CONFLICT", "设置已在别处修改，请刷新后重试")
}

// SettingNotFound says that there is no document of that name.
func SettingNotFound(name string) error {
	return errs.Newf(codes.NotFound, "USER_SETTING_NOT_FOUND", "没有名为 %s 的设置", name)
}

// SettingLimit says that there are as many documents as there may be.
func SettingLimit() error {
	return errs.Newf(codes.FailedPrecondition, "USER_SETTING_LIMIT", "最多保存 %d 项设置", MaxSettings)
}
