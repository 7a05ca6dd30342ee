using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000600_first_comments")]
internal sealed class AddFirstComments() : SqlMigration("20261130000600_first_comments");
