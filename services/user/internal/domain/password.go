package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// CheckNewPassword refuses a password that is weak, or the one there is, as USER_PASSWORD_WEAK.
func CheckNewPassword(next, old, username string) error {
	field := errs.Field{Path: "newPassword", Reason: "新密码过于简单、包含用户名，或与当前密码相同"}
	if next == old || CheckPassword(next, username) != nil {
		return errs.New(codes.InvalidArgument, "USER_PASSWORD_WEAK", "密码至少 10 位，不能过于简单、包含用户名，或与当前密码相同").WithFields(field)
	}
	return nil
}
