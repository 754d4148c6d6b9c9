// Package search is a full-text index for short Chinese texts, on disk: it finds documents by words, parts of words,
// pinyin, initials of pinyin, and words with a typing mistake in them.
//
// It guarantees that the documents of one [Index.Apply] and the cursor given with them become durable together, so
// that whoever feeds the index knows after a crash from where to go on; that an index which is damaged, or belongs to
// other data, is begun anew with the cursor at 0; and that a [View] does not change under its reader.
//
// It ranks nothing, keeps no text and knows no filter: it answers with ids, and says of each whether the words met
// its name. Whoever asks knows the documents, and so what is best. Start with [Open] and [Parse]; terms.go says how a
// text becomes terms.
package search
