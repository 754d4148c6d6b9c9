package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

func imports(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	in := domain.Import{FileHash: "h", Mode: domain.SubmitProposals, FileName: "新品.xlsx", AuthorID: 7}
	made, err := p.AddImport(ctx, in, []domain.Product{bottle("1", "a"), bottle("2", "a")})
	require.NoError(t, err)
	require.EqualValues(t, 2, made.Total)
	require.Equal(t, 1, p.events(t), "it is begun")
	again, err := p.AddImport(ctx, in, []domain.Product{bottle("9", "a")})
	require.NoError(t, err)
	require.Equal(t, made.ID, again.ID, "the same file in the same mode")
	in.Mode = domain.SaveProposals
	other, err := p.AddImport(ctx, in, []domain.Product{bottle("9", "a")})
	require.NoError(t, err)
	require.NotEqual(t, made.ID, other.ID)

	for range 2 { // two processes apply the same product
		require.NoError(t, p.NoteImported(ctx, made.ID, 1, ""))
	}
	require.NoError(t, p.RestImport(ctx, made.ID))
	require.Equal(t, 3, p.events(t), "what is left is gone on with")
	rows, err := p.ImportRows(ctx, made.ID, 1, 10)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, bottle("2", "a").Skus, rows[0].Content.Skus)
	require.NoError(t, p.NoteImported(ctx, made.ID, 2, "条码已被占用"))
	for range 2 {
		require.NoError(t, p.RestImport(ctx, made.ID))
	}
	require.Equal(t, 3, p.events(t), "an import that is done rests")
	done, err := p.Import(ctx, made.ID)
	require.NoError(t, err)
	require.Equal(t, []int32{2, 2, 1}, []int32{done.Total, done.Done, done.Failed})
	require.False(t, done.FinishedAt.IsZero())
	list, err := p.Imports(ctx, 0, 10)
	require.NoError(t, err)
	require.Len(t, list, 2)
	list, err = p.Imports(ctx, list[0].ID, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	_, err = p.Import(ctx, 1)
	require.ErrorIs(t, err, domain.ErrNoImport)
}
