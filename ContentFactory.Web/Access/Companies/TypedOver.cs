using System.Text.Json;

namespace ContentFactory.Web.Access.Companies;

/// <summary>What a form was filled from, and what has become of it since. Nothing that is typed is ever written over.</summary>
internal sealed class TypedOver<TEntry>(TEntry entry, uint version)
{
    /// <summary>Of the row that the form stands on.</summary>
    public uint Version { get; private set; } = version;

    /// <summary>Somebody else has changed the row while there was something typed.</summary>
    public bool IsOvertaken { get; private set; }

    public bool HasTyped(TEntry typed) => !Same(typed, entry);

    /// <summary>The row was read again. True when the form has to be filled anew, because nothing is typed in it.</summary>
    public bool See(TEntry read, uint readVersion, TEntry typed)
    {
        if (!HasTyped(typed))
            return readVersion != Version;
        // only what the form does not show was changed, its state for example
        if (Same(read, entry))
            Version = readVersion;
        else
            IsOvertaken = true;
        return false;
    }

    private static bool Same(TEntry one, TEntry other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);
}
