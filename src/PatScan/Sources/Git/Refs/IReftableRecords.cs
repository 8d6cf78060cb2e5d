using System.Buffers.Binary;

namespace PatScan.Sources.Git;

/// <summary>Takes the records of one kind of reftable block; what follows a record's key differs from kind to kind.</summary>
internal interface IReftableRecords
{
    void Record(ReadOnlySpan<byte> key, int type, ref ByteCursor rest);
}

/// <summary>Records of what a ref points to.</summary>
internal readonly struct RefRecords(int hashLength, Dictionary<string, GitRef?> refs) : IReftableRecords
{
    public void Record(ReadOnlySpan<byte> key, int type, ref ByteCursor rest)
    {
        rest.Varint(); // the transaction, as a distance
        var name = GitText.Decode(key);
        switch (type)
        {
            case 0:
                refs[name] = null;
                break;
            case 1:
                refs[name] = new GitRef(name, new ObjectId(rest.Take((ulong)hashLength)));
                break;
            case 2:
                refs[name] = new GitRef(name, new ObjectId(rest.Take((ulong)hashLength)));
                rest.Take((ulong)hashLength); // what the tag points to: we look for ourselves
                break;
            case 3:
                refs[name] = new GitRef(name, default) { PointsTo = GitText.Decode(rest.Take(rest.Varint())) };
                break;
            default:
                throw new GitFormatException($"a ref has the unknown type {type}");
        }
    }
}

/// <summary>Records of how a ref changed.</summary>
internal readonly struct LogRecords(int hashLength, Dictionary<ReftableLogKey, (ObjectId Old, ObjectId New)?> logs) : IReftableRecords
{
    public void Record(ReadOnlySpan<byte> key, int type, ref ByteCursor rest)
    {
        if (key.Length < 9 || key[^9] != 0)
        {
            throw new GitFormatException("a log record has no transaction");
        }

        var log = new ReftableLogKey(GitText.Decode(key[..^9]), BinaryPrimitives.ReadUInt64BigEndian(key[^8..]));
        if (type == 0)
        {
            logs[log] = null;
            return;
        }

        if (type != 1)
        {
            throw new GitFormatException($"a log record has the unknown type {type}");
        }

        var old = new ObjectId(rest.Take((ulong)hashLength));
        logs[log] = (old, new ObjectId(rest.Take((ulong)hashLength)));
        rest.Take(rest.Varint()); // name
        rest.Take(rest.Varint()); // address
        rest.Varint(); // time
        rest.Take(2); // zone
        rest.Take(rest.Varint()); // message
    }
}
