using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000220_ai_costs_index")]
internal sealed class AddAiCostsIndex() : SqlMigration("20261201000220_ai_costs_index");
