using PatScan.Content;
using PatScan.Scanning;
using Spectre.Console;

namespace PatScan.Cli.Terminal;

/// <summary>
/// Shows how far a scan is, on standard error, when that is a terminal and the scan takes longer than a moment: amount,
/// rate, and the time left once a second walk has found out how much there is.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ScanProgress progress;
    private readonly ISource source;
    private readonly CancellationTokenSource done = new();
    private readonly Thread thread;

    public ProgressDisplay(ScanProgress progress, ISource source)
    {
        this.progress = progress;
        this.source = source;
        thread = new Thread(Show) { IsBackground = true, Name = "progress" };
        thread.Start();
    }

    public void Dispose()
    {
        done.Cancel();
        thread.Join();
        done.Dispose();
    }

    private void Show()
    {
        if (done.Token.WaitHandle.WaitOne(Patience))
        {
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("Scanning", maxValue: double.MaxValue);
                task.IsIndeterminate = true;
                var measured = Task.Run(() => source.MeasureBytes(done.Token), done.Token);
                while (!done.Token.WaitHandle.WaitOne(Interval))
                {
                    if (task.IsIndeterminate && measured is { IsCompletedSuccessfully: true, Result: { } total })
                    {
                        task.MaxValue(Math.Max(total, 1)).IsIndeterminate(false);
                    }

                    var found = progress.Matches;
                    task.Description = found == 0 ? "Scanning" : $"Scanning, {Numbers.Count(found)} found";
                    task.Value = progress.Bytes;
                }
            });
    }
}
