using System.Text;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Everything that is logged at any level, with its scopes.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly StringBuilder lines = new();

    public string Text
    {
        get
        {
            lock (lines)
                return lines.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Write(state.ToString());
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }

    private void Write(string? line)
    {
        lock (lines)
            lines.AppendLine(line);
    }
}
