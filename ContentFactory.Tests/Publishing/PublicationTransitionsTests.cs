using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using Npgsql;

namespace ContentFactory.Tests.Publishing;

public sealed class PublicationTransitionsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task Database_allows_exactly_the_moves_of_the_code()
    {
        var tenant = await domain.AddTenantAsync("moves");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await using var connection = new NpgsqlConnection(domain.Database.ConnectionString("cf_system"));
        await connection.OpenAsync();
        var states = Enum.GetValues<PublicationState>();
        var differences = new List<string>();

        foreach (var from in states)
        {
            await PutAsync(from);
            foreach (var to in states)
                if (await MovesAsync(connection, id, to) != PublicationTransitions.Allows(from, to))
                    differences.Add($"{from} -> {to}");
        }

        Assert.Empty(differences);

        // the owner alone may switch the trigger off to place the row
        Task PutAsync(PublicationState state) => domain.OwnerSqlAsync<object>(
            $"""
            begin; alter table publications disable trigger publication_moves;
            update publications set {Values(state)} where id = '{id}';
            alter table publications enable trigger publication_moves; commit; select 1
            """);
    }

    private static async Task<bool> MovesAsync(NpgsqlConnection connection, Guid id, PublicationState to)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"update publications set {Values(to)} where id = '{id}'", connection, transaction);
        try
        {
            return await command.ExecuteNonQueryAsync() == 1;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CheckViolation && e.MessageText.Contains("may not go", StringComparison.Ordinal))
        {
            return false;
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }

    private static string Values(PublicationState state) =>
        $"state = '{SnakeCase.Of(state.ToString())}', lease_until = {(state is PublicationState.Leased or PublicationState.Sending ? "app_now()" : "null")}, held_reason = {(state is PublicationState.Held ? "'overdue'" : "null")}";
}
