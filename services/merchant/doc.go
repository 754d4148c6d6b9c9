// Package merchant is the merchant service (商家服务): how companies become merchants, what licences they have, and whether
// their stores may take orders.
//
// It guarantees that nobody becomes a merchant, or changes what is known of one, but by an application that somebody else than
// its applicant approved; that what was approved is opened in the catalogue however often that is interrupted; that whoever
// applied is told 30, 7 and 1 days before a licence ends; and that contacts and settlement accounts are sealed at rest.
//
// It does not take orders away: a store's licence, hold and suspension are the catalogue's to heed. Start reading at
// internal/domain/application.go, then internal/app/open.go.
package merchant
