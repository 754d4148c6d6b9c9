package sqldb

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
)

// Migrations are written once, for MySQL. On SQLite three things of them change:
//   - a table's single BIGINT key becomes the row's own number, which saves a second tree per table;
//   - DATETIME loses its precision, because the driver knows the type only without and would not return a time;
//   - what stands in a comment for SQLite comes out of it: /*sqlite: WITHOUT ROWID*/ after a table's closing
//     parenthesis saves the second tree of a table whose key has several columns.
//
//nolint:gochecknoglobals // constants that Go cannot declare as such
var (
	bigintKey  = regexp.MustCompile(`(?i)\bBIGINT(\s+NOT\s+NULL)?\s+PRIMARY\s+KEY`)
	datetime   = regexp.MustCompile(`(?i)\bDATETIME\s*\(\d\)`)
	sqliteOnly = regexp.MustCompile(`(?s)/\*sqlite:(.*?)\*/`)
)

func sqliteText(b []byte) []byte {
	b = bigintKey.ReplaceAll(b, []byte("INTEGER$1 PRIMARY KEY"))
	b = datetime.ReplaceAll(b, []byte("DATETIME"))
	return sqliteOnly.ReplaceAll(b, []byte("$1"))
}

// sqliteFS gives the files of a migration set in SQLite's form.
type sqliteFS struct{ fs.FS }

// Open opens a file.
func (f sqliteFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return file, err
	}
	b, err := fs.ReadFile(f.FS, name)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	b = sqliteText(b)
	return &memoryFile{Reader: bytes.NewReader(b), info: memoryInfo{info, int64(len(b))}}, nil
}

type memoryFile struct {
	*bytes.Reader
	info fs.FileInfo
}

// Stat describes the file.
func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing.
func (f *memoryFile) Close() error { return nil }

type memoryInfo struct {
	fs.FileInfo
	size int64
}

// Size returns the length of the text in SQLite's form.
func (i memoryInfo) Size() int64 { return i.size }
