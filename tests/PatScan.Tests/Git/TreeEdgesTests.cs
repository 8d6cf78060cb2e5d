using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>The fast way to the edges of trees, against reading each tree in full.</summary>
public class TreeEdgesTests
{
    [Theory]
    [InlineData(ObjectId.Sha1Length)]
    [InlineData(ObjectId.Sha256Length)]
    public void Trees_that_change_a_little_have_the_edges_that_reading_them_in_full_gives(int hashLength)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            EdgeTwin.Run(new Random(seed), hashLength, trees: 40);
        }
    }

    [Fact]
    public void A_log_gives_back_the_edges_that_were_put_in()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var log = new TreeLog();
            var edges = new List<TreeEdge>();
            var expected = new List<string>();
            for (var tree = 0; tree < 50; tree++)
            {
                for (var changes = random.Next(4); changes > 0; changes--)
                {
                    var at = random.Next(edges.Count + 1);
                    switch (random.Next(3))
                    {
                        case 0:
                            edges.Insert(at, new TreeEdge(random.Next(-2, 5), random.Next(3)));
                            break;
                        case 1 when at < edges.Count:
                            edges.RemoveRange(at, random.Next(edges.Count - at + 1));
                            break;
                        case 2 when at < edges.Count:
                            edges[at] = new TreeEdge(random.Next(5), 7);
                            break;
                    }
                }

                log.Add(tree, edges.ToArray());
                expected.Add($"{tree}: {string.Join(' ', edges)}");
            }

            var actual = new List<string>();
            log.Replay((tree, found) => actual.Add($"{tree}: {string.Join(' ', found.ToArray())}"));
            Assert.Equal(expected, actual);
        }
    }
}
