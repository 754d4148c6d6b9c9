package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: by person, and what is asked for before the person is known
// by the text that it is asked with.
func Sharding() sqldb.Sharding {
	const staff = "people who work here and what they may do: few, and decided over all of them"
	const openID = "programs and providers: few"
	const sweep = "a sweep deletes what is over"
	const anew = "the job that seals anew walks all rows, a page at a time"
	return sqldb.Sharding{
		"users": {Key: "id", Found: map[string]string{"phone_index": "VARCHAR(64)"}, Across: map[string]string{
			"*": "operators page through accounts; " + anew, "id": "operators page through accounts", "disabled": "operators page through accounts",
		}},
		"identities": {Key: "subject", Hashed: true, Across: map[string]string{
			"user_id": "an account is shown to operators, or erased: a few rows by an index",
		}},
		"sessions":          {Key: "user_id", Found: map[string]string{"id": "BIGINT"}, Across: map[string]string{"expires_at": sweep}},
		"addresses":         {Key: "user_id", Same: []string{"id"}, Across: map[string]string{"*": anew, "id": anew}},
		"consents":          {Key: "user_id", Same: []string{"id"}},
		"account_switches":  {Key: "user_id", Same: []string{"id"}},
		"known_devices":     {Key: "user_id", Across: map[string]string{"seen_at": sweep}},
		"second_factors":    {Key: "user_id", Across: map[string]string{"*": anew}},
		"recovery_codes":    {Key: "user_id"},
		"personal_settings": {Key: "user_id"},
		"privacy_requests": {Key: "user_id", Found: map[string]string{"id": "BIGINT", "code_digest": "VARCHAR(64)"}, Across: map[string]string{
			"ended_at": sweep, "*": anew, "open_kind": "a job takes what is due", "state": "the check looks at accounts that were erased",
		}},
		"sms_codes":       {Key: "phone_index", Hashed: true},
		"attempts":        {Key: "subject", Hashed: true},
		"openid_requests": {Key: "id", Hashed: true, Found: map[string]string{"code_digest": "VARCHAR(64)"}},
		"openid_visits":   {Key: "id", Hashed: true, Across: map[string]string{"expires_at": sweep, "*": anew}},
		"staff":           {Whole: staff}, "staff_roles": {Whole: staff}, "staff_grants": {Whole: staff}, "staff_identities": {Whole: staff},
		"store_places": {Whole: "a row for each store"}, "access_version": {Whole: "one row"}, "role_views": {Whole: staff},
		"audit_entries": {Whole: "one chain: each entry seals the one before"}, "audit_head": {Whole: "one row"},
		"signing_keys": {Whole: "a few rows"}, "openid_keys": {Whole: "a few rows"},
		"openid_clients": {Whole: openID}, "openid_providers": {Whole: openID},
	}
}
