using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000220_sandbox_networks")]
internal sealed class AddSandboxNetworks() : SqlMigration("20261128000220_sandbox_networks");
