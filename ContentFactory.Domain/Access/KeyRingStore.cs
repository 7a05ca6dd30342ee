using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Access;

/// <summary>Keeps the keys of Data Protection in the database, so that all nodes and restarts share them.</summary>
internal sealed class KeyRingStore(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        return [.. db.KeyRing.AsNoTracking().OrderBy(k => k.CreatedAt).Select(k => k.Xml).AsEnumerable().Select(x => XElement.Parse(x))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var now = clock.GetUtcNow();
        db.KeyRing.Add(new KeyRingEntry(Ids.New(now), friendlyName, element.ToString(SaveOptions.DisableFormatting), now));
        db.SaveChanges();
    }
}
