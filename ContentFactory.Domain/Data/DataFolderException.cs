namespace ContentFactory.Domain.Data;

/// <summary>The data folder cannot be used. The message is for the person at the terminal and says what to do.</summary>
#pragma warning disable CA1032 // the message is the whole point of it
public sealed class DataFolderException(string message) : Exception(message);
#pragma warning restore CA1032
