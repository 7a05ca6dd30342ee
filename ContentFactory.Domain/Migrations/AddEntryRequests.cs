using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000010_entry_requests")]
internal sealed class AddEntryRequests() : SqlMigration("20261125000010_entry_requests");
