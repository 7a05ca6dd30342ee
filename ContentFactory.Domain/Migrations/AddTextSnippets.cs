using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000300_text_snippets")]
internal sealed class AddTextSnippets() : SqlMigration("20261130000300_text_snippets");
